//! The files of one language: its texts, and the layers that stand without WebAssembly.

use portcullis::ui::rendered::{first_layer, second_layer};
use portcullis_core::Policy;

use super::file::{Text, stamped};
use super::script::Source;

const FIRST: &str = include_str!(concat!(env!("OUT_DIR"), "/first.js"));
const SECOND: &str = include_str!(concat!(env!("OUT_DIR"), "/second.js"));

/// What `language` brings; its first layer has `style`.
///
/// # Errors
/// One line that says what of it could not be written.
pub(crate) fn files(policy: &Policy, language: &str, style: &str) -> Result<Vec<Text>, String> {
    let view = policy.view(language);
    let texts = serde_json::to_string(&view).map_err(|why| why.to_string())?;
    let language = language.to_lowercase();
    let mut files = vec![(stamped(&format!("texts.{language}"), "json"), texts)];
    if !view.needs_consent() {
        return Ok(files);
    }
    let (sheet, saved) = (stamped("portcullis", "css"), view.label("saved").to_owned());
    let (first, second) = (first_layer(view.clone()), second_layer(view));
    let texts = [
        ("LAYER", first.as_str()),
        ("STYLE", style),
        ("SHEET", &sheet),
        ("SAVED", &saved),
    ];
    let script = Source {
        text: FIRST,
        texts: &texts,
    }
    .classic()?;
    files.push((stamped(&format!("first.{language}"), "js"), script));
    let texts = [("LAYER", second.as_str())];
    let module = Source {
        text: SECOND,
        texts: &texts,
    }
    .module()?;
    files.push((stamped(&format!("second.{language}"), "js"), module));
    // A server sends it before its style: until then nothing is seen of it.
    let sent = first.replacen("<section", "<section hidden", 1);
    files.push((format!("first.{language}.html"), sent));
    Ok(files)
}
