//! Items without what says where they stand and how they are known: two documents may say the same in different places.

use serde::Serialize;
use serde_json::Value;

/// The keys of the model that say so.
const PLACES: [&str; 3] = ["evidence", "origins", "source"];

/// Whether two items state the same facts.
pub(super) fn same<T: Serialize + ?Sized>(old: &T, new: &T) -> bool {
    bare(old) == bare(new)
}

/// The facts of an item. What can't be JSON has none; the model always can.
pub(super) fn bare<T: Serialize + ?Sized>(item: &T) -> Value {
    let mut value = serde_json::to_value(item).unwrap_or_default();
    strip(&mut value);
    value
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.retain(|key, _| !PLACES.contains(&key.as_str()));
            object.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}
