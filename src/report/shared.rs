//! What many copies of a report hold at once, in memory once. In JSON it looks
//! as if each had its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Deserializer};

/// Reads rows that can be shared.
pub(super) fn rows<'de, T, D>(from: D) -> Result<Vec<Arc<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Ok(Vec::<T>::deserialize(from)?.into_iter().map(Arc::new).collect())
}

/// Reads things by their id that can be shared.
pub(super) fn by_id<'de, T, D>(from: D) -> Result<BTreeMap<String, Arc<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    let read = BTreeMap::<String, T>::deserialize(from)?;
    Ok(read.into_iter().map(|(id, one)| (id, Arc::new(one))).collect())
}
