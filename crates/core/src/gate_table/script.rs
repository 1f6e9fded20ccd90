//! The table as JavaScript: what stands for `./table.js` in the joined gate.

use serde::Serialize;

use super::{GateTable, ServiceRow};
use crate::record::OWN_NAMES;
use crate::{Method, PROTOCOL};

/// A name with its value as JavaScript.
type Constant = (&'static str, String);

impl GateTable {
    /// The table as JavaScript that may stand in a `<script>`.
    ///
    /// # Errors
    /// Never in practice: the table holds nothing that JSON cannot say.
    pub fn to_script(&self) -> Result<String, serde_json::Error> {
        let mut constants = self.constants()?;
        constants.extend(fixed()?);
        Ok(script(&constants))
    }

    /// The table as one JSON object by name, for a gate whose table comes while
    /// the page is open.
    ///
    /// # Errors
    /// Never in practice, like [`GateTable::to_script`].
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        let constants = self.constants()?;
        let fields: Vec<String> = constants
            .iter()
            .map(|(name, value)| format!("\"{name}\":{value}"))
            .collect();
        Ok(format!("{{{}}}", fields.join(",")))
    }

    /// The table as a module of its own, for tests that run the gate's modules as they are.
    ///
    /// # Errors
    /// Never in practice, like [`GateTable::to_script`].
    pub fn to_module(&self) -> Result<String, serde_json::Error> {
        let script = self.to_script()?;
        Ok(script
            .replace("\nconst ", "\nexport const ")
            .replacen("const ", "export const ", 1))
    }

    fn constants(&self) -> Result<Vec<Constant>, serde_json::Error> {
        let mut constants = vec![
            ("REVISION", expression(&self.revision)?),
            ("DAYS", expression(&self.days)?),
            ("DOMAIN", expression(&self.domain)?),
            ("LANGUAGES", expression(&self.languages)?),
            ("IDS", expression(&self.ids)?),
            ("CATEGORIES", expression(&self.categories)?),
            ("SERVICES", self.each(|it| (&it.id, &it.fingerprint))?),
            ("HOSTS", expression(&self.hosts)?),
            ("STORED", self.each(|it| &it.stored)?),
            ("STAYS", expression(&self.stays)?),
            ("LEFT", self.each(|it| &it.left)?),
            ("STOP", self.each(|it| &it.stop)?),
            ("RELOAD_GRANTED", self.each(|it| &it.reloads_granted)?),
            ("RELOAD", self.each(|it| &it.reloads)?),
            ("SIGNAL", self.each(|it| &it.signals)?),
            ("SOURCES", self.each(|it| &it.sources)?),
            ("ALWAYS", expression(&self.always)?),
        ];
        let facts = self.facts.named();
        constants.extend(facts.map(|(name, is)| (name, is.to_string())));
        Ok(constants)
    }

    /// A list of something of each service.
    fn each<'a, T: Serialize>(
        &'a self,
        of: impl Fn(&'a ServiceRow) -> T,
    ) -> Result<String, serde_json::Error> {
        expression(&self.services.iter().map(of).collect::<Vec<T>>())
    }
}

/// What is the same in every gate, as JavaScript.
///
/// # Errors
/// Never in practice, like [`GateTable::to_script`].
pub fn fixed_script() -> Result<String, serde_json::Error> {
    Ok(script(&fixed()?))
}

fn fixed() -> Result<Vec<Constant>, serde_json::Error> {
    let methods = Method::ALL.iter();
    let methods = methods.map(|it| format!("{}:\"{}\"", it.letter(), it.word()));
    let methods: Vec<String> = methods.collect();
    Ok(vec![
        ("PROTOCOL", PROTOCOL.to_string()),
        ("METHODS", format!("{{{}}}", methods.join(","))),
        ("OWN_NAMES", expression(&OWN_NAMES)?),
    ])
}

fn script(constants: &[Constant]) -> String {
    constants
        .iter()
        .map(|(name, value)| format!("const {name} = {value};\n"))
        .collect()
}

/// JSON as a JavaScript expression that may stand in a `<script>`.
fn expression(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let json = serde_json::to_string(value)?;
    Ok(json
        .replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029"))
}
