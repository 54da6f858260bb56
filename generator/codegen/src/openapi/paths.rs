//! Paths with their operations, and the tags that these stand under. OpenAPI knows one operation of a method for each
//! path, and takes two paths for the same that differ in the names of placeholders only.

use super::Document;
use super::node::{Node, Object};
use crate::EmitError;
use docwright_model::{Api, Endpoint, PathTemplate, Segment};
use std::collections::{BTreeMap, BTreeSet};

/// The tag of each endpoint by the name of its method: the heading that it stands under, or the module of the client.
pub(super) struct Tags<'a> {
    of: BTreeMap<&'a str, &'a str>,
    order: Vec<&'a str>,
}

pub(super) fn tags<'a>(api: &'a Api, groups: &'a BTreeMap<String, Vec<&'a Endpoint>>) -> Tags<'a> {
    let modules: BTreeMap<&str, &str> = groups
        .iter()
        .flat_map(|(module, endpoints)| {
            endpoints.iter().map(|endpoint| (endpoint.rust_name.as_str(), module.as_str()))
        })
        .collect();
    let (mut of, mut order, mut seen) = (BTreeMap::new(), Vec::new(), BTreeSet::new());
    for endpoint in &api.endpoints {
        let name = endpoint.rust_name.as_str();
        let heading = endpoint.group.as_deref().filter(|group| !group.trim().is_empty());
        let Some(tag) = heading.or_else(|| modules.get(name).copied()) else { continue };
        of.insert(name, tag);
        if seen.insert(tag) {
            order.push(tag);
        }
    }
    Tags { of, order }
}

/// The tags in the order in which endpoints stand under them.
pub(super) fn tag_objects(tags: &Tags<'_>) -> Vec<Object> {
    tags.order.iter().map(|name| Object::new().with("name", *name)).collect()
}

impl Document<'_> {
    pub(super) fn paths(&self, tags: &Tags<'_>) -> Result<Object, EmitError> {
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut items: Vec<(&PathTemplate, Vec<&Endpoint>)> = Vec::new();
        for endpoint in &self.api().endpoints {
            let place = *places.entry(without_names(&endpoint.path)).or_insert(items.len());
            match items.get_mut(place) {
                Some((_, endpoints)) => endpoints.push(endpoint),
                None => items.push((&endpoint.path, vec![endpoint])),
            }
        }
        let mut paths = Object::new();
        for (path, endpoints) in items {
            paths.push(path.as_str().to_owned(), self.path_item(path, &endpoints, tags)?);
        }
        Ok(paths)
    }

    /// The operations of one path. A second one of the same method has no place but an extension.
    fn path_item(
        &self,
        path: &PathTemplate,
        endpoints: &[&Endpoint],
        tags: &Tags<'_>,
    ) -> Result<Object, EmitError> {
        let mut item = Object::new();
        let mut further: Vec<Node> = Vec::new();
        for endpoint in endpoints {
            let tag = tags.of.get(endpoint.rust_name.as_str()).copied();
            let operation = self.operation(endpoint, path, tag)?;
            let method = endpoint.method.as_str().to_ascii_lowercase();
            if item.get(&method).is_none() {
                item.push(method, operation);
            } else {
                further.push(Object::new().with(method, operation).into());
            }
        }
        Ok(item.filled("x-docwright-further-operations", further))
    }
}

/// The path with all placeholders alike.
fn without_names(path: &PathTemplate) -> String {
    let segments = path.segments().map(|segment| match segment {
        Segment::Literal(text) => text,
        Segment::Placeholder(_) => "{}",
    });
    segments.collect()
}
