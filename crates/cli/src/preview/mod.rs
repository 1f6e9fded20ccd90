//! `portcullis preview`: a policy on pages, in a browser, as it is being written.

mod build;
mod page;
mod sample;
mod server;
mod site;
mod state;
mod watch;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::args::PreviewArgs;
use crate::build::NO_INTERFACE;
use crate::kit::Interface;
use crate::said::{Said, Status};
use build::Builder;
use server::{Server, listen};
use site::Site;
use state::State;

/// Looked for where no policy is named.
const POLICY: &str = "policy.toml";

/// Serves until it is stopped; `print` says what there is to say meanwhile.
pub(crate) fn run(args: &PreviewArgs, is_colored: bool, print: fn(&Said)) -> Said {
    let mut said = Said::default();
    let prepared = Preview::new(args, is_colored, &mut said);
    print(&said);
    let mut said = Said::default();
    if let Err((status, why)) = prepared.and_then(|it| it.serve(args, print)) {
        said.fail(status, why);
    }
    said
}

/// Why there is nothing to preview, and how the tool ends by it.
type Refusal = (Status, String);

/// All that there is before the first request.
struct Preview {
    site: Site,
    builder: Builder,
    server: Server,
}

impl Preview {
    fn new(args: &PreviewArgs, is_colored: bool, said: &mut Said) -> Result<Preview, Refusal> {
        let failed = |why| (Status::Failed, why);
        let site = Site::new(args.site.as_deref()).map_err(|why| (Status::Unreadable, why))?;
        let policy = policy(args)?;
        let interface = Interface::find(None).map_err(failed)?;
        if interface.is_none() {
            said.note(NO_INTERFACE);
        }
        Ok(Preview {
            site,
            builder: Builder {
                policy,
                interface,
                is_colored,
            },
            server: listen(args.port).map_err(failed)?,
        })
    }

    /// Builds, listens, and builds again on each edit.
    fn serve(self, args: &PreviewArgs, print: fn(&Said)) -> Result<(), Refusal> {
        let Preview {
            site,
            builder,
            server,
        } = self;
        let (state, name) = (Arc::new(State::default()), builder.name());
        let (build, said) = builder.build();
        state.put(build);
        print(&said);
        let follow = move |state: &State| {
            let (build, mut said) = builder.build();
            if build.is_open() {
                said.line(format!("{} is built, and the page follows", builder.name()));
            }
            state.put(build);
            print(&said);
        };
        let url = server.url();
        let mut said = Said::default();
        let (policy, pages) = (name, site.name());
        said.line(format!(
            "{url} shows {policy} on {pages}; stop it with Ctrl-C"
        ));
        print(&said);
        let _watch = watch::start(&watched(args, &site), Arc::clone(&state), follow)
            .map_err(|why| (Status::Failed, why))?;
        if !args.no_open {
            // Whoever has no browser here has read the address.
            let _ = open::that_detached(&url);
        }
        server.serve(&state, &site);
        Ok(())
    }
}

/// The policy's file; none for the sample site's own.
fn policy(args: &PreviewArgs) -> Result<Option<PathBuf>, Refusal> {
    match &args.file {
        Some(file) if file.is_file() => Ok(Some(file.clone())),
        Some(file) => {
            let file = file.display();
            let why = format!("no policy at {file}: name a file that is there");
            Err((Status::Unreadable, why))
        }
        None => Ok(Some(PathBuf::from(POLICY)).filter(|it| it.is_file())),
    }
}

/// What is looked at for edits.
fn watched(args: &PreviewArgs, site: &Site) -> watch::Watched {
    let named = args.file.as_deref().unwrap_or(Path::new(POLICY));
    watch::Watched {
        policy: Some(named.to_path_buf()).filter(|it| it.is_file()),
        site: site.folder().map(Path::to_path_buf),
    }
}
