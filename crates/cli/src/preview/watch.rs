//! Sees edits, and has them followed.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::state::State;

/// Editors write a file in several steps.
const STEPS: Duration = Duration::from_millis(60);

/// What is looked at.
pub(super) struct Watched {
    pub(super) policy: Option<PathBuf>,
    pub(super) site: Option<PathBuf>,
}

/// Calls `follow` on each edit of the policy, and has the page load again on each of the site's.
/// It ends when what is returned is dropped.
///
/// # Errors
/// One line that says what cannot be looked at.
pub(super) fn start(
    watched: &Watched,
    state: Arc<State>,
    follow: impl Fn(&State) + Send + 'static,
) -> Result<RecommendedWatcher, String> {
    let (send, edits) = channel();
    let tell = move |event: notify::Result<Event>| {
        if let Ok(event) = event {
            // The preview is ending, where nobody hears it.
            let _ = send.send(event);
        }
    };
    let mut watcher = notify::recommended_watcher(tell).map_err(|why| refused(&why))?;
    let policy = watched.policy.as_deref().map(absolute);
    // The file's folder: many editors put another file in its place.
    let folder = policy.as_deref().and_then(Path::parent);
    let site = watched.site.as_deref().map(absolute);
    for (folder, mode) in [
        (folder, RecursiveMode::NonRecursive),
        (site.as_deref(), RecursiveMode::Recursive),
    ] {
        let watching = folder.map(|it| watcher.watch(it, mode));
        watching.transpose().map_err(|why| refused(&why))?;
    }
    thread::spawn(move || {
        while let Some(paths) = next(&edits) {
            if paths.iter().any(|it| Some(it) == policy.as_ref()) {
                follow(&state);
            } else if paths.iter().any(|it| is_below(it, site.as_deref())) {
                state.touch();
            }
        }
    });
    Ok(watcher)
}

/// The paths of the next edit and of what comes right behind it.
fn next(edits: &Receiver<Event>) -> Option<Vec<PathBuf>> {
    let mut paths = changed(edits.recv().ok()?);
    while let Ok(event) = edits.recv_timeout(STEPS) {
        paths.extend(changed(event));
    }
    Some(paths)
}

/// Reading a file is no edit.
fn changed(event: Event) -> Vec<PathBuf> {
    if event.kind.is_access() {
        return Vec::new();
    }
    event.paths
}

fn is_below(path: &Path, folder: Option<&Path>) -> bool {
    folder.is_some_and(|folder| path.starts_with(folder))
}

/// As the events name it.
fn absolute(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

fn refused(why: &notify::Error) -> String {
    format!("cannot see edits: {why}")
}
