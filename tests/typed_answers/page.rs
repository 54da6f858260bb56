//! The page of structures, read by the shortest way that these tests need: rows of tables, split at their pipes. It
//! shares nothing with the parser, so that the tests compare the emitted types with the page and not with themselves.

use std::collections::BTreeMap;

/// A field as its row states it.
#[derive(Debug, Clone)]
pub struct Row {
    pub name: String,
    pub value_type: String,
}

/// The structures of the page by name, each with the fields of those that it extends.
#[derive(Debug, Default)]
pub struct Page {
    own: BTreeMap<String, Vec<Row>>,
    extends: BTreeMap<String, Vec<String>>,
}

impl Page {
    pub fn read() -> Self {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/specs/comet/data-structures.md");
        let text = std::fs::read_to_string(path).expect("the page of structures");
        let mut page = Self::default();
        let mut current = String::new();
        for line in text.lines() {
            if let Some(name) = line.strip_prefix("## ") {
                name.clone_into(&mut current);
                page.own.insert(current.clone(), Vec::new());
            } else if let Some(parents) = line.strip_prefix("**Extends**: ") {
                let parents = parents.split(", ").map(|parent| parent.trim_matches('`').to_owned());
                page.extends.insert(current.clone(), parents.collect());
            } else if let Some(row) = line.strip_prefix("| `") {
                let mut cells = row.split('|').map(|cell| cell.trim().trim_matches('`').to_owned());
                let (name, value_type) = (cells.next().expect("a name"), cells.next().expect("a type"));
                page.own.get_mut(&current).expect("a section").push(Row { name, value_type });
            }
        }
        page
    }

    /// The names of all structures.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.own.keys().map(String::as_str)
    }

    /// The fields of a structure with those of its parents.
    pub fn fields(&self, name: &str) -> Vec<Row> {
        let parents = self.extends.get(name).into_iter().flatten();
        let inherited = parents.flat_map(|parent| self.fields(parent));
        inherited.chain(self.own[name].iter().cloned()).collect()
    }

    /// Whether the page has a structure of this name.
    pub fn has(&self, name: &str) -> bool {
        self.own.contains_key(name)
    }

    /// The structures that a structure is made of or extends, itself among them.
    pub fn reached(&self, name: &str, reached: &mut std::collections::BTreeSet<String>) {
        if self.has(name) && reached.insert(name.to_owned()) {
            for field in self.fields(name) {
                let words = field.value_type.split(|c: char| !c.is_alphanumeric());
                words.for_each(|word| self.reached(word, reached));
            }
            for parent in self.extends.get(name).into_iter().flatten() {
                self.reached(parent, reached);
            }
        }
    }
}
