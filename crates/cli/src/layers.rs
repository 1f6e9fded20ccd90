//! The files of one language: its texts, and the layers that stand without WebAssembly.

use portcullis::ui::rendered::{first_layer, second_layer};
use portcullis_core::Policy;

use crate::folder::{Text, marked};
use crate::gate;

const FIRST: &str = include_str!("../../../src/gate/first.js");
const SECOND: &str = include_str!("../../../src/gate/second.js");

/// What `language` brings; its first layer has `style`.
///
/// # Errors
/// One line that says what of it could not be written.
pub(crate) fn files(policy: &Policy, language: &str, style: &str) -> Result<Vec<Text>, String> {
    let view = policy.view(language);
    let texts = serde_json::to_string(&view).map_err(|why| why.to_string())?;
    let language = language.to_lowercase();
    let mut files = vec![(marked(&format!("texts.{language}"), "json"), texts)];
    if !view.needs_consent() {
        return Ok(files);
    }
    let (sheet, saved) = (marked("portcullis", "css"), view.label("saved").to_owned());
    let (first, second) = (first_layer(view.clone()), second_layer(view));
    let values = [
        ("LAYER", first.as_str()),
        ("STYLE", style),
        ("SHEET", &sheet),
        ("SAVED", &saved),
    ];
    files.push((
        marked(&format!("first.{language}"), "js"),
        gate::classic(FIRST, &values)?,
    ));
    files.push((
        marked(&format!("second.{language}"), "js"),
        gate::module(SECOND, &[("LAYER", &second)])?,
    ));
    // A server sends it before its style: until then nothing is seen of it.
    let sent = first.replacen("<section", "<section hidden", 1);
    files.push((format!("first.{language}.html"), sent));
    Ok(files)
}
