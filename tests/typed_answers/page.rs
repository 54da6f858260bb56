//! The page of structures, read by the shortest way that these tests need: rows of tables, split at their pipes. It
//! shares nothing with the parser, so that the tests compare the emitted types with the page and not with themselves.

use std::collections::BTreeMap;

/// A field as its row states it.
#[derive(Debug, Clone)]
pub struct Row {
    pub name: String,
    pub value_type: String,
    /// The other cells by their headers.
    pub others: BTreeMap<String, String>,
}

/// The structures of the page by name, each with the fields of those that it extends.
#[derive(Debug, Default)]
pub struct Page {
    own: BTreeMap<String, Vec<Row>>,
    extends: BTreeMap<String, Vec<String>>,
    deprecated: BTreeMap<String, String>,
    /// The names in the order of the page.
    order: Vec<String>,
}

impl Page {
    pub fn read() -> Self {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/specs/comet/data-structures.md");
        let text = std::fs::read_to_string(path).expect("the page of structures");
        let mut page = Self::default();
        let (mut current, mut header) = (String::new(), Vec::new());
        let cells = |row: &str| -> Vec<String> {
            row.split('|').map(|cell| cell.trim().trim_matches('`').to_owned()).collect()
        };
        for line in text.lines() {
            if let Some(name) = line.strip_prefix("## ") {
                name.clone_into(&mut current);
                page.own.insert(current.clone(), Vec::new());
                page.order.push(current.clone());
            } else if let Some(parents) = line.strip_prefix("**Extends**: ") {
                let parents = parents.split(", ").map(|parent| parent.trim_matches('`').to_owned());
                page.extends.insert(current.clone(), parents.collect());
            } else if let Some(version) = line.strip_prefix("**Deprecated since**: ") {
                page.deprecated.insert(current.clone(), version.to_owned());
            } else if let Some(row) = line.strip_prefix("| Field") {
                header = cells(row);
            } else if let Some(row) = line.strip_prefix("| `") {
                let cells = cells(row);
                let others = header.iter().cloned().zip(cells.iter().cloned()).skip(2).collect();
                let row = Row { name: cells[0].clone(), value_type: cells[1].clone(), others };
                page.own.get_mut(&current).expect("a section").push(row);
            }
        }
        page
    }

    /// The names of all structures, in the order of the page.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.order.iter().map(String::as_str)
    }

    /// A structure's own fields.
    pub fn own_fields(&self, name: &str) -> &[Row] {
        &self.own[name]
    }

    /// What a structure extends.
    pub fn parents(&self, name: &str) -> &[String] {
        self.extends.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// The version that deprecated a structure.
    pub fn deprecated(&self, name: &str) -> Option<&str> {
        self.deprecated.get(name).map(String::as_str)
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
