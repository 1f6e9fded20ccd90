//! The table as JavaScript.

use serde::Serialize;

use super::GateTable;

/// Names with their values as JavaScript.
type Constants = Vec<(&'static str, String)>;

impl GateTable {
    /// The gate's constants as JavaScript that may stand in a `<script>`.
    ///
    /// # Errors
    /// Never in practice: the table holds nothing that JSON cannot say.
    pub fn to_script(&self) -> Result<String, serde_json::Error> {
        let mut constants = self.of_the_gate()?;
        if self.is("ENFORCED") {
            constants.extend(self.of_enforcing()?);
        }
        Ok(script(&constants) + &self.facts_script())
    }

    /// The guards' constants, likewise.
    ///
    /// # Errors
    /// Never in practice, like [`GateTable::to_script`].
    pub fn guards_script(&self) -> Result<String, serde_json::Error> {
        Ok(script(&self.of_the_guards()?) + &self.facts_script())
    }

    /// All constants of gate and guards as one JSON object by name, for a gate
    /// whose table comes while the page is open.
    ///
    /// # Errors
    /// Never in practice, like [`GateTable::to_script`].
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        let mut constants = self.of_the_gate()?;
        constants.extend(self.of_enforcing()?);
        let guards = self.of_the_guards()?.into_iter();
        constants.extend(guards.filter(|(name, _)| *name != "DOMAIN"));
        constants.extend(self.facts.iter().map(|(name, is)| (*name, is.to_string())));
        let fields = constants.iter();
        let fields: Vec<_> = fields
            .map(|(name, value)| format!("\"{name}\":{value}"))
            .collect();
        Ok(format!("{{{}}}", fields.join(",")))
    }

    fn of_the_gate(&self) -> Result<Constants, serde_json::Error> {
        let services = self.services.iter().map(|(id, print, _)| (id, print));
        Ok(vec![
            ("REVISION", expression(&self.revision)?),
            ("DAYS", self.days.to_string()),
            ("DOMAIN", expression(&self.domain)?),
            ("LANGUAGES", expression(&self.languages)?),
            ("IDS", expression(&self.ids)?),
            ("CATEGORIES", expression(&self.categories)?),
            ("SERVICES", expression(&services.collect::<Vec<_>>())?),
        ])
    }

    fn of_enforcing(&self) -> Result<Constants, serde_json::Error> {
        Ok(vec![
            ("SOURCES", expression(&self.sources)?),
            ("ALWAYS", expression(&self.always)?),
        ])
    }

    fn of_the_guards(&self) -> Result<Constants, serde_json::Error> {
        let stored = self.services.iter().map(|(_, _, stored)| stored);
        Ok(vec![
            ("HOSTS", expression(&self.hosts)?),
            ("DOMAIN", expression(&self.domain)?),
            ("STORED", expression(&stored.collect::<Vec<_>>())?),
            ("STAYS", expression(&self.stays)?),
            ("LEFT", expression(&self.left)?),
            ("STOP", expression(&self.stops)?),
            ("RELOAD", expression(&self.reloads)?),
            ("SIGNAL", expression(&self.signals)?),
        ])
    }

    fn facts_script(&self) -> String {
        self.facts
            .iter()
            .map(|(name, is)| format!("const {name} = {is};\n"))
            .collect()
    }
}

fn script(constants: &[(&str, String)]) -> String {
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
