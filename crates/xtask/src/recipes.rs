//! What the recipes of `examples/recipes` need and this repository does not hold.

use crate::process::{Outcome, command, printed, root, run};
use crate::system::{self, Manager};
use crate::{esbuild, frameworks, leptos_app, npm};
use std::path::{Path, PathBuf};

const OUT: &str = "target/recipes";
const RECIPES: &str = "examples/recipes";
const REACT: &str = "react-dom@19";
const VUE: &str = "vue@3";
const ELEVENTY: &str = "@11ty/eleventy@3.0.0";
/// Debian's packages, each with its program.
const PROGRAMS: [(&str, &str); 3] = [
    ("nginx", "nginx-light"),
    ("caddy", "caddy"),
    ("php", "php-cli"),
];

/// Makes what frameworks and generators make of the recipes, and returns its folder.
/// `bindgen` is the folder of wasm-bindgen's programs. With `install` the servers are installed too;
/// the tests say which ones are not there.
///
/// # Errors
/// One line that names the package that cannot be had, or the step that failed.
pub(crate) fn set_up(install: bool, bindgen: &Path) -> Result<PathBuf, String> {
    let out = root().join(OUT);
    leptos_app::build(&out.join("leptos"), bindgen)?;
    react(&out)?;
    react_on_a_server(&out.join("react-server"))?;
    bundled(&out)?;
    vue(&out)?;
    eleventy(&out)?;
    frameworks::set_up(&out.join("held"))?;
    if install {
        programs();
    }
    Ok(out)
}

fn react(out: &Path) -> Outcome {
    let package = file(REACT, "react-dom/package.json")?;
    let main = format!("{RECIPES}/react/app.jsx");
    esbuild::bundle(&main, &package, &out.join("react/app.js"))
}

/// The page as Node renders it, and the script that takes it over.
fn react_on_a_server(out: &Path) -> Outcome {
    let package = file(REACT, "react-dom/package.json")?;
    let main = |name: &str| format!("{RECIPES}/react-server/{name}.jsx");
    let server = root().join("target/react-server.cjs");
    esbuild::bundle(&main("client"), &package, &out.join("app.js"))?;
    esbuild::bundle_for_node(&main("server"), &package, &server)?;
    let page = printed(command("node", &[]).arg(server)).ok_or("the server renders no page")?;
    std::fs::write(out.join("index.html"), page)
        .map_err(|why| format!("cannot write the page: {why}"))
}

/// The app with its libraries, as one file.
fn bundled(out: &Path) -> Outcome {
    let main = format!("{RECIPES}/bundled/app.js");
    esbuild::bundle(&main, &root(), &out.join("bundled/app.js"))
}

fn vue(out: &Path) -> Outcome {
    let built = file(VUE, "vue/dist/vue.esm-browser.prod.js")?;
    let folder = out.join("vue");
    std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::copy(built, folder.join("vue.js")))
        .map(drop)
        .map_err(|why| format!("cannot copy vue.js: {why}"))
}

/// Lets the generator make its pages; it runs in its recipe's folder, as a site owner does.
fn eleventy(out: &Path) -> Outcome {
    let program = file(ELEVENTY, "@11ty/eleventy/cmd.cjs")?;
    let folder = out.join("eleventy");
    let mut node = command("node", &[]);
    node.arg(program).arg("--quiet").arg("--output").arg(folder);
    run(node.current_dir(root().join(RECIPES).join("eleventy")))
}

/// Installs what is missing; what cannot be had is for the tests to name.
pub(crate) fn programs() {
    let missing = PROGRAMS.iter().filter(|(it, _)| !is_there(it));
    let packages: Vec<&str> = missing.map(|(_, package)| *package).collect();
    if let (false, Some(manager)) = (packages.is_empty(), Manager::usable()) {
        manager.install(&packages);
    }
}

/// Debian keeps servers where only root's PATH leads.
fn is_there(program: &str) -> bool {
    system::find(&[program]).is_some() || Path::new("/usr/sbin").join(program).is_file()
}

fn file(package: &str, path: &str) -> Result<PathBuf, String> {
    npm::file(package, path, &missing(package))
}

fn missing(package: &str) -> String {
    format!("the recipes need {package} from npm: install npm, then run this again")
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_missing_is_said_in_one_line() {
        assert_eq!(
            super::missing("vue@3"),
            "the recipes need vue@3 from npm: install npm, then run this again"
        );
    }
}
