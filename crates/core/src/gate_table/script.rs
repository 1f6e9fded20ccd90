//! The table as JavaScript.

use serde::Serialize;

use super::GateTable;

impl GateTable {
    /// The gate's constants as JavaScript that may stand in a `<script>`.
    ///
    /// # Errors
    /// Never in practice: the table holds nothing that JSON cannot say.
    pub fn to_script(&self) -> Result<String, serde_json::Error> {
        let mut constants = vec![
            ("REVISION", expression(&self.revision)?),
            ("DAYS", self.days.to_string()),
            ("DOMAIN", expression(&self.domain)?),
            ("LANGUAGES", expression(&self.languages)?),
            ("IDS", expression(&self.ids)?),
            ("CATEGORIES", expression(&self.categories)?),
            (
                "SERVICES",
                expression(
                    &self
                        .services
                        .iter()
                        .map(|(id, print, _)| (id, print))
                        .collect::<Vec<_>>(),
                )?,
            ),
        ];
        if self.is("ENFORCED") {
            constants.push(("SOURCES", expression(&self.sources)?));
            constants.push(("ALWAYS", expression(&self.always)?));
        }
        Ok(script(&constants) + &self.facts_script())
    }

    /// The guards' constants, likewise.
    ///
    /// # Errors
    /// Never in practice, like [`GateTable::to_script`].
    pub fn guards_script(&self) -> Result<String, serde_json::Error> {
        let constants = [
            ("HOSTS", expression(&self.hosts)?),
            ("DOMAIN", expression(&self.domain)?),
            (
                "STORED",
                expression(
                    &self
                        .services
                        .iter()
                        .map(|(_, _, stored)| stored)
                        .collect::<Vec<_>>(),
                )?,
            ),
            ("STAYS", expression(&self.stays)?),
            ("LEFT", expression(&self.left)?),
            ("STOP", expression(&self.stops)?),
            ("RELOAD", expression(&self.reloads)?),
            ("SIGNAL", expression(&self.signals)?),
        ];
        Ok(script(&constants) + &self.facts_script())
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
