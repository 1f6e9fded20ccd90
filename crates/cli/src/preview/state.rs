//! What is served now, and who waits for what comes next.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::kit::file::File;

/// What a build of the policy left to serve.
#[derive(Clone, Default)]
pub(super) struct Build {
    files: HashMap<String, Vec<u8>>,
    /// What is wrong with the policy, drawn; empty where nothing is.
    pub(super) problems: String,
    is_open: bool,
}

impl Build {
    /// Of a policy without an error.
    pub(super) fn open(files: Vec<File>, problems: String) -> Build {
        Build {
            files: files.into_iter().collect(),
            problems,
            is_open: true,
        }
    }

    /// Of a policy with errors.
    pub(super) fn closed(files: Vec<File>, problems: String) -> Build {
        Build {
            is_open: false,
            ..Build::open(files, problems)
        }
    }

    /// Whether its policy has no error.
    pub(super) fn is_open(&self) -> bool {
        self.is_open
    }
}

/// The build that is served; one thread puts it there, many ask for it.
#[derive(Default)]
pub(super) struct State {
    now: Mutex<(u64, Build)>,
    next: Condvar,
}

impl State {
    /// Serves another build from now on.
    pub(super) fn put(&self, build: Build) {
        let mut now = self.lock();
        now.0 += 1;
        now.1 = build;
        drop(now);
        self.next.notify_all();
    }

    /// Has every page load again.
    pub(super) fn touch(&self) {
        self.lock().0 += 1;
        self.next.notify_all();
    }

    /// The number of the build that is served.
    pub(super) fn number(&self) -> u64 {
        self.lock().0
    }

    /// What is wrong with the policy that is served.
    pub(super) fn problems(&self) -> String {
        self.lock().1.problems.clone()
    }

    /// A built file, by its name.
    pub(super) fn file(&self, name: &str) -> Option<Vec<u8>> {
        self.lock().1.files.get(name).cloned()
    }

    /// Waits until another build than `number` is served, no longer than that; returns its number.
    pub(super) fn after(&self, number: u64, patience: Duration) -> u64 {
        let same = |now: &mut (u64, Build)| now.0 == number;
        let waited = self.next.wait_timeout_while(self.lock(), patience, same);
        waited.unwrap_or_else(PoisonError::into_inner).0.0
    }

    /// A thread that ended badly has left a whole build behind: it is put there in one step.
    fn lock(&self) -> MutexGuard<'_, (u64, Build)> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::thread;

    fn build(text: &str) -> Build {
        let file = ("gate.js".to_owned(), text.as_bytes().to_vec());
        Build::open(vec![file], String::new())
    }

    #[test]
    fn who_waits_is_told_of_the_next_build() {
        let state = Arc::new(State::default());
        state.put(build("1"));
        let (other, number) = (Arc::clone(&state), state.number());
        let waiting = thread::spawn(move || other.after(number, Duration::from_secs(60)));
        state.put(build("2"));
        assert_eq!(waiting.join().unwrap(), number + 1);
        assert_eq!(state.file("gate.js").unwrap(), b"2");
    }

    #[test]
    fn nobody_waits_for_ever() {
        let state = State::default();
        assert_eq!(state.after(0, Duration::ZERO), 0);
        state.touch();
        assert_eq!(state.after(0, Duration::from_secs(60)), 1);
    }
}
