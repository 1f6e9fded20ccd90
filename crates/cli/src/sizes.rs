//! What the written files weigh, for who asks.

use crate::kit::file::{File, is_stamped};
use crate::report::say;
use crate::size::Size;

/// Prints one line for each file, under the one name that a page of this build asks for.
///
/// # Errors
/// One line that says what cannot be weighed.
pub(crate) fn print(files: &[File]) -> Result<(), String> {
    say(&line("", "      raw      gzip    brotli"));
    let mut files: Vec<&File> = files.iter().filter(|file| !is_twin(file, files)).collect();
    files.sort();
    for (name, content) in files {
        let size = Size::of(content).map_err(|why| format!("cannot compress {name}: {why}"))?;
        say(&line(name, &size.to_string()));
    }
    Ok(())
}

/// Whether a stamped file has the same content: then that one is what pages load.
fn is_twin((name, content): &File, files: &[File]) -> bool {
    let mut others = files.iter().filter(|(other, _)| is_stamped(other));
    !is_stamped(name) && others.any(|(_, other)| other == content)
}

fn line(name: &str, rest: &str) -> String {
    format!("{name:<34} {rest}")
}
