//! `portcullis check`.

use crate::args::CheckArgs;
use crate::said::{Said, Status};
use crate::source::{Count, Source, summary};

/// Every problem of every file, then one line for all.
pub(crate) fn run(args: &CheckArgs, is_colored: bool) -> Said {
    let mut said = Said::default();
    let (mut count, mut files) = (Count::default(), 0);
    for path in &args.files {
        match Source::read(path) {
            Ok(source) => {
                let (_, found) = source.check();
                said.err += &source.draw(&found, is_colored);
                count += Count::of(&found);
                files += 1;
            }
            Err(why) => said.fail(Status::Unreadable, why),
        }
    }
    if count.errors > 0 {
        said.status = said.status.max(Status::Failed);
    }
    said.note(summary(count, files));
    said
}
