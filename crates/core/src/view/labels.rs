//! The interface's own words.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The interface's own words by key, such as `accept_all`. A list: the browser gets no map for so few.
///
/// ```
/// use portcullis_core::view::Labels;
///
/// let mut labels = Labels::default();
/// labels.insert("save".to_owned(), "Save".to_owned());
/// labels.insert("save".to_owned(), "Save choices".to_owned());
/// assert_eq!(labels.get("save"), Some("Save choices"));
/// assert_eq!(labels.get("close"), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels(Vec<(String, String)>);

impl Labels {
    /// The words for `key`.
    pub fn get(&self, key: &str) -> Option<&str> {
        let label = self.0.iter().find(|(known, _)| known == key);
        label.map(|(_, text)| text.as_str())
    }

    /// Words for `key`, in the place of those that it has.
    pub fn insert(&mut self, key: String, text: String) {
        match self.0.iter_mut().find(|(known, _)| *known == key) {
            Some(label) => label.1 = text,
            None => self.0.push((key, text)),
        }
    }
}

impl FromIterator<(String, String)> for Labels {
    fn from_iter<T: IntoIterator<Item = (String, String)>>(labels: T) -> Labels {
        let mut all = Labels::default();
        for (key, text) in labels {
            all.insert(key, text);
        }
        all
    }
}

impl Serialize for Labels {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_map(self.0.iter().map(|(key, text)| (key, text)))
    }
}

impl<'de> Deserialize<'de> for Labels {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Labels, D::Error> {
        let labels = BTreeMap::<String, String>::deserialize(from)?;
        Ok(labels.into_iter().collect())
    }
}
