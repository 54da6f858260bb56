//! Objects in examples that have the fields of a structure that documents describe: they are that structure, under
//! whatever name they are sent.

use super::{
    collect::{Observations, drain},
    conflict::mismatch,
    known::Known,
    shape::{Fields, Observer, Queue, Shape},
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Among more structures that share a key no single one is looked for.
const MOST_CANDIDATES: usize = 64;
/// One key alone says too little, unless the structure has no other.
const LEAST_KEYS: usize = 2;

/// Names the described structure of every object that is one.
pub(super) fn adopt(observations: &mut Observations<'_>, known: &Known) {
    let index = Index::of(&observations.structures, known);
    let mut observer = Observer { known, queue: Queue::new() };
    for fields in &mut observations.requests {
        index.fields(fields, &mut observer.queue);
    }
    drain(&mut observer, &mut observations.structures);
    for fields in observations.structures.values_mut() {
        index.fields(fields, &mut observer.queue);
    }
    drain(&mut observer, &mut observations.structures);
}

/// Which structures have a key.
pub(super) struct Index<'k> {
    structures: HashMap<&'k str, HashSet<&'k str>>,
    by_key: HashMap<&'k str, Vec<&'k str>>,
    known: &'k Known,
}

impl<'k> Index<'k> {
    /// The index of described structures, each with the fields that only examples show as well.
    pub(super) fn of<'a: 'k>(observed: &BTreeMap<String, Fields<'a>>, known: &'k Known) -> Self {
        let mut structures: HashMap<&str, HashSet<&str>> = HashMap::new();
        for (name, fields) in known.iter() {
            let keys = structures.entry(name).or_default();
            keys.extend(fields.keys().map(String::as_str));
            keys.extend(observed.get(name).into_iter().flat_map(Fields::iter).map(|field| field.name));
        }
        let mut by_key: HashMap<&str, Vec<&str>> = HashMap::new();
        for (name, keys) in &structures {
            for key in keys {
                by_key.entry(key).or_default().push(name);
            }
        }
        Self { structures, by_key, known }
    }

    /// Names the structure of every object among the values of fields, and puts its objects aside.
    pub(super) fn fields<'a>(&self, fields: &mut Fields<'a>, queue: &mut Queue<'a>) {
        for field in fields.iter_mut() {
            self.shape(&mut field.shape, queue);
        }
    }

    fn shape<'a>(&self, shape: &mut Shape<'a>, queue: &mut Queue<'a>) {
        if let Some(elements) = &mut shape.elements {
            self.shape(elements, queue);
        }
        if shape.named.is_some() || shape.fields.is_empty() {
            return;
        }
        match self.only(&shape.fields) {
            Some(name) => {
                shape.named = Some(name.to_owned());
                queue.extend(shape.objects.iter().map(|members| (name.to_owned(), *members)));
            }
            None => self.fields(&mut shape.fields, queue),
        }
    }

    /// The only structure that has all of these fields.
    fn only(&self, fields: &Fields<'_>) -> Option<&'k str> {
        let mut rarest: Option<&Vec<&'k str>> = None;
        for field in fields.iter() {
            let having = self.by_key.get(field.name)?;
            rarest = rarest.filter(|rarest| rarest.len() <= having.len()).or(Some(having));
        }
        let candidates = rarest.filter(|candidates| candidates.len() <= MOST_CANDIDATES)?;
        let mut fitting = candidates.iter().copied().filter(|name| self.fits(name, fields));
        let only = fitting.next()?;
        fitting.next().is_none().then_some(only)
    }

    fn fits(&self, name: &str, fields: &Fields<'_>) -> bool {
        let (Some(keys), Some(typed)) = (self.structures.get(name), self.known.fields(name)) else {
            return false;
        };
        let count = fields.iter().len();
        (count >= LEAST_KEYS || count == keys.len())
            && fields.iter().all(|field| {
                let found = typed.get(field.name);
                keys.contains(field.name)
                    && found.is_none_or(|found| {
                        mismatch(&found.value_type, &field.shape, self.known, false).is_none()
                    })
            })
    }
}
