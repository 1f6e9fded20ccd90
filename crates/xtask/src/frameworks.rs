//! A page with one frame, as frameworks render it on a server and take it over in a browser: for the cases
//! that look at what a held frame does to them.

use crate::process::{Outcome, command, printed, root};
use crate::{esbuild, npm};
use std::path::Path;

const SOURCES: &str = "tests/e2e/frameworks";
/// Each with its package, a file of that, its sources, and how they end.
const ALL: [(&str, &str, &str, &str, &str); 3] = [
    (
        "react18",
        "react-dom@18",
        "react-dom/package.json",
        "react",
        "jsx",
    ),
    (
        "react19",
        "react-dom@19",
        "react-dom/package.json",
        "react",
        "jsx",
    ),
    ("vue", "vue@3", "vue/package.json", "vue", "js"),
];

/// Makes the pages' scripts and HTML, each with and without what helps developers: that tells more of a page
/// that is not as it was rendered.
pub(crate) fn set_up(out: &Path) -> Outcome {
    for (name, package, file, sources, ending) in ALL {
        let missing = format!(
            "the end-to-end tests need {package} from npm: install npm, then run this again"
        );
        let beside = npm::file(package, file, &missing)?;
        let main = |part: &str| format!("{SOURCES}/{sources}-{part}.{ending}");
        for mode in ["production", "development"] {
            let folder = out.join(format!("{name}-{mode}"));
            esbuild::bundle_as(mode, &main("client"), &beside, &folder.join("app.js"))?;
            let server = root().join(format!("target/{name}-server.cjs"));
            esbuild::bundle_for_node(&main("server"), &beside, &server)?;
            render(&server, "plain", &folder)?;
            render(&server, "marked", &folder)?;
        }
    }
    Ok(())
}

/// The page's HTML, its frame as `how` says.
fn render(server: &Path, how: &str, folder: &Path) -> Outcome {
    let html = printed(command("node", &[]).arg(server).arg(how));
    let html = html.ok_or("the server renders no page")?;
    std::fs::write(folder.join(format!("{how}.html")), html)
        .map_err(|why| format!("cannot write the page: {why}"))
}
