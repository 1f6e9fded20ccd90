//! One build of the previewed policy, in memory.

use std::path::PathBuf;

use crate::kit::file::File;
use crate::kit::{Interface, closed_files, files};
use crate::said::{Said, Status};
use crate::source::{Count, Source, summary};

use super::sample;
use super::state::Build;

/// What every build starts from.
pub(super) struct Builder {
    /// The policy's file; none for the sample site's own.
    pub(super) policy: Option<PathBuf>,
    pub(super) interface: Option<Interface>,
    /// Whether the terminal shows colours.
    pub(super) is_colored: bool,
}

impl Builder {
    /// What the policy is called.
    pub(super) fn name(&self) -> String {
        let policy = self.policy.as_deref();
        policy.map_or_else(
            || "the sample site's policy".to_owned(),
            |it| it.display().to_string(),
        )
    }

    /// Builds the policy as it is now; a gate that holds everything where it has errors. What is
    /// wrong with it is for the page in the build, and for the terminal beside it.
    pub(super) fn build(&self) -> (Build, Said) {
        let mut said = Said::default();
        let source = match self.source() {
            Ok(source) => source,
            Err(why) => {
                said.fail(Status::Unreadable, &why);
                return (closed(why), said);
            }
        };
        let (policy, found) = source.check();
        said.err = source.draw(&found, self.is_colored);
        let drawn = source.draw(&found, false);
        let Some(policy) = policy else {
            let line = summary(Count::of(&found), 1);
            said.note(&line);
            return (closed(format!("{drawn}{line}")), said);
        };
        match files(&policy, self.interface.clone()) {
            Ok(files) => (Build::open(files, drawn), said),
            Err(why) => {
                said.fail(Status::Failed, &why);
                (closed(why), said)
            }
        }
    }

    fn source(&self) -> Result<Source, String> {
        match &self.policy {
            Some(path) => Source::read(path),
            None => Ok(Source::new("policy.toml", sample::POLICY)),
        }
    }
}

/// A page whose policy is broken stays closed.
fn closed(problems: String) -> Build {
    let files: Vec<File> = closed_files().unwrap_or_default();
    Build::closed(files, problems)
}
