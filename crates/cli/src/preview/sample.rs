//! The sample site, carried in the tool.

/// Its policy.
pub(super) const POLICY: &str = include_str!("../../../../policy.toml");

/// Its pages and what they load: the path on the site, and the content.
pub(super) const FILES: [(&str, &[u8]); 11] = [
    ("index.html", include_bytes!("../../../../index.html")),
    (
        "privacy/index.html",
        include_bytes!("../../../../preview/privacy/index.html"),
    ),
    (
        "site/panel.css",
        include_bytes!("../../../../preview/site/panel.css"),
    ),
    (
        "site/panel.js",
        include_bytes!("../../../../preview/site/panel.js"),
    ),
    (
        "site/pier.js",
        include_bytes!("../../../../preview/site/pier.js"),
    ),
    (
        "site/site.css",
        include_bytes!("../../../../preview/site/site.css"),
    ),
    (
        "vendors/lanternfish.svg",
        include_bytes!("../../../../preview/vendors/lanternfish.svg"),
    ),
    (
        "vendors/quaycam.css",
        include_bytes!("../../../../preview/vendors/quaycam.css"),
    ),
    (
        "vendors/quaycam.html",
        include_bytes!("../../../../preview/vendors/quaycam.html"),
    ),
    (
        "vendors/quaycam.js",
        include_bytes!("../../../../preview/vendors/quaycam.js"),
    ),
    (
        "vendors/tidemark.js",
        include_bytes!("../../../../preview/vendors/tidemark.js"),
    ),
];

/// The port that its pages name.
const PORT: &str = ".localhost:8080/";

/// A page as it is served at `host`, a name with its port: its third parties are on the same port,
/// and what only trunk reads is left out.
pub(super) fn page(text: &str, host: &str) -> String {
    let port = host.rsplit_once(':').map_or("80", |(_, port)| port);
    let lines = text.lines().filter(|line| !line.contains("data-trunk"));
    let lines = lines.map(|line| line.replace(PORT, &format!(".localhost:{port}/")) + "\n");
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    #[test]
    fn every_file_of_the_sample_site_is_carried() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../preview");
        let mut there = BTreeSet::from(["index.html".to_owned()]);
        for part in fs::read_dir(folder).unwrap() {
            let part = part.unwrap();
            let name = part.file_name().into_string().unwrap();
            let files = fs::read_dir(part.path()).unwrap();
            there
                .extend(files.map(|it| {
                    format!("{name}/{}", it.unwrap().file_name().into_string().unwrap())
                }));
        }
        let carried = FILES.map(|(path, _)| path.to_owned());
        assert_eq!(BTreeSet::from(carried), there);
    }

    #[test]
    fn third_parties_are_on_the_port_that_the_page_is_asked_for_at() {
        let (_, index) = FILES[0];
        let page = page(&String::from_utf8_lossy(index), "localhost:8099");
        assert!(page.contains("//video.localhost:8099/vendors/quaycam.html"));
        assert!(!page.contains("8080") && !page.contains("data-trunk"));
    }
}
