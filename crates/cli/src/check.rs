//! `portcullis check`.

use serde_json::json;

use crate::args::CheckArgs;
use crate::said::{Said, Status};
use crate::source::{Count, Source, summary};

/// Every problem of every file, then one line for all that could be read.
pub(crate) fn run(args: &CheckArgs, is_colored: bool) -> Said {
    let mut said = Said::default();
    let (mut count, mut files) = (Count::default(), 0);
    for path in &args.files {
        match Source::read(path) {
            Ok(source) => {
                let (_, found) = source.check();
                said.err += &source.draw(&found, is_colored);
                let problems = source.problems(&found);
                let file = json!({ "file": source.name(), "problems": problems });
                said.add_fact("files", file);
                count += Count::of(&found);
                files += 1;
            }
            Err(why) => said.fail(Status::Unreadable, why),
        }
    }
    if count.errors > 0 {
        said.status = said.status.max(Status::Failed);
    }
    said.fact("errors", count.errors);
    said.fact("warnings", count.warnings);
    if files > 0 {
        said.note(summary(count, files));
    }
    said
}
