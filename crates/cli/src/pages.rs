//! The hosts that a site's own pages ask for something, and that its policy does not name: a page that
//! the gate closes goes without what they serve.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use portcullis_core::Policy;
use portcullis_core::host::HostRule;
use portcullis_core::policy::known_host;
use serde_json::json;
use url::Url;

use crate::markup::{Tag, tags};
use crate::said::Said;

/// Where a page is that does not say where it is.
const SOMEWHERE: &str = "https://pages.invalid/";

/// What elements ask for, by the attributes with one address; `link` besides, where it loads something.
const ONE: [(&str, &[&str]); 12] = [
    ("script", &["src"]),
    ("img", &["src"]),
    ("source", &["src"]),
    ("iframe", &["src"]),
    ("embed", &["src"]),
    ("audio", &["src"]),
    ("video", &["src", "poster"]),
    ("track", &["src"]),
    ("input", &["src"]),
    ("object", &["data"]),
    ("image", &["href", "xlink:href"]),
    ("link", &["href"]),
];
/// The same for attributes with several addresses.
const SEVERAL: [(&str, &str); 3] = [
    ("img", "srcset"),
    ("source", "srcset"),
    ("link", "imagesrcset"),
];
/// What a `link` loads.
const LOADED: [&str; 8] = [
    "stylesheet",
    "preload",
    "modulepreload",
    "prefetch",
    "icon",
    "apple-touch-icon",
    "mask-icon",
    "manifest",
];

/// Hosts that pages ask and no policy names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Unnamed {
    /// Those that may be the site's own.
    candidates: BTreeSet<String>,
    /// Those that are known to measure or to advertise, each with what it is.
    known: BTreeSet<(String, &'static str)>,
}

impl Unnamed {
    /// What the pages under `folder` ask for and `policy` does not name.
    ///
    /// # Errors
    /// One line that says what cannot be read.
    pub(crate) fn find(folder: &Path, policy: &Policy) -> Result<Unnamed, String> {
        if !folder.is_dir() {
            let folder = folder.display();
            return Err(format!(
                "no folder at {folder}: name one with a site's pages"
            ));
        }
        let mut found = Unnamed::default();
        for path in pages(folder)? {
            let page = fs::read(&path).map_err(|why| unreadable(&path, &why))?;
            found.add_page(&String::from_utf8_lossy(&page), policy);
        }
        Ok(found)
    }

    fn add_page(&mut self, page: &str, policy: &Policy) {
        let Some(at) = place(page) else { return };
        let base = tags(page).find(|tag| tag.is("base"));
        let base = base.and_then(|tag| at.join(tag.value("href")?).ok());
        let base = base.unwrap_or_else(|| at.clone());
        for address in tags(page).flat_map(|tag| addresses(&tag)) {
            let Ok(url) = base.join(address) else {
                continue;
            };
            if let Some(host) = unnamed(&url, &at, policy) {
                self.add_host(host, url.host_str().unwrap_or_default());
            }
        }
    }

    fn add_host(&mut self, written: String, host: &str) {
        match known_host(host) {
            Some(what) => self.known.insert((written, what)),
            None => self.candidates.insert(written),
        };
    }

    /// Adds a line for each kind that there is, and the same for programs.
    pub(crate) fn say(&self, said: &mut Said) {
        if let Some(hosts) = join(self.candidates.iter().cloned()) {
            let why = "asked for by pages, named by no service";
            said.line(format!("candidates for gate.allow: {hosts} ({why})"));
        }
        let known = self.known.iter();
        if let Some(hosts) = join(known.map(|(host, what)| format!("{host} ({what})"))) {
            said.line(format!("asked for by pages, give each a service: {hosts}"));
        }
        said.fact("candidates", json!(self.candidates));
        let known = self.known.iter();
        let known = known.map(|(host, what)| json!({ "host": host, "name": what }));
        said.fact("known", known.collect::<Vec<_>>());
    }
}

/// What to print of `hosts`, where there are any.
fn join(hosts: impl Iterator<Item = String>) -> Option<String> {
    let hosts: Vec<String> = hosts.collect();
    (!hosts.is_empty()).then(|| hosts.join(", "))
}

/// Every page under `folder`, in order. A linked folder is left out: it may lead back.
fn pages(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|why| unreadable(folder, &why))?;
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|why| unreadable(folder, &why))?;
        let (path, kind) = (entry.path(), entry.file_type());
        if kind.is_ok_and(|it| it.is_dir()) {
            found.extend(pages(&path)?);
        } else if is_page(&path) && path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn is_page(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    ["html", "htm"]
        .iter()
        .any(|it| ending.eq_ignore_ascii_case(it))
}

fn unreadable(path: &Path, why: &std::io::Error) -> String {
    format!("cannot read {}: {why}", path.display())
}

/// Where `page` says that it is, which tells the site's own host.
fn place(page: &str) -> Option<Url> {
    let somewhere = Url::parse(SOMEWHERE).ok()?;
    let mut links = tags(page).filter(|tag| tag.is("link") && has_rel(tag, &["canonical"]));
    let told = links.find_map(|tag| somewhere.join(tag.value("href")?).ok());
    Some(told.unwrap_or(somewhere))
}

fn has_rel(tag: &Tag, wanted: &[&str]) -> bool {
    let rel = tag.value("rel").unwrap_or_default();
    let is_wanted = |word: &str| wanted.iter().any(|it| it.eq_ignore_ascii_case(word));
    rel.split_ascii_whitespace().any(is_wanted)
}

/// What a tag has the browser ask for at once; what is marked waits for its own service.
fn addresses<'a>(tag: &Tag<'a>) -> Vec<&'a str> {
    let is_idle = tag.is("link") && !has_rel(tag, &LOADED);
    if is_idle || tag.value("data-consent").is_some() {
        return Vec::new();
    }
    let one = ONE.iter().filter(|(name, _)| tag.is(name));
    let one = one.flat_map(|(_, attributes)| attributes.iter());
    let one = one.filter_map(|attribute| tag.value(attribute));
    let several = SEVERAL.iter().filter(|(name, _)| tag.is(name));
    let several = several.filter_map(|(_, attribute)| tag.value(attribute));
    one.chain(several.flat_map(of_set)).collect()
}

/// The addresses of a `srcset`. One may hold commas, but does not end in one.
fn of_set(srcset: &str) -> Vec<&str> {
    let is_between = |it: char| it.is_ascii_whitespace() || it == ',';
    let (mut found, mut rest) = (Vec::new(), srcset.trim_start_matches(is_between));
    while !rest.is_empty() {
        let (address, after) = cut(rest, |it| it.is_ascii_whitespace());
        found.push(address.trim_end_matches(','));
        // Its width, where no comma ended it.
        let is_over = address.ends_with(',');
        let (_, after) = cut(after, |it| is_over || it == ',');
        rest = after.trim_start_matches(is_between);
    }
    found
}

/// What stands before the first character for which `ends` holds, and the rest.
fn cut(text: &str, ends: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(ends).unwrap_or(text.len()))
}

/// The host of `url` as `gate.allow` would have it, where that is another than the page's and the policy
/// names it nowhere.
fn unnamed(url: &Url, page: &Url, policy: &Policy) -> Option<String> {
    let host = url
        .host_str()
        .filter(|_| url.scheme().starts_with("http"))?;
    let port = url.port().map(|port| format!(":{port}"));
    let written = format!("{host}{}", port.unwrap_or_default());
    let can_be_let_in = written.parse::<HostRule>().is_ok() && !host.starts_with('[');
    let domain = policy.consent().domain.as_ref();
    let domain = domain.and_then(|it| it.parse::<HostRule>().ok());
    let is_let_in = |rule: &HostRule| rule.matches(url, None);
    let is_named = url.host_str() == page.host_str()
        || !policy.rules_for(url, Some(page)).is_empty()
        || policy.gate().allow.iter().chain(&domain).any(is_let_in);
    (can_be_let_in && !is_named).then_some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = "
        [site]
        name = \"Corner Shop\"
        privacy_policy = \"/privacy\"
        [consent]
        domain = \"shop.example\"
        [gate]
        allow = [\"own.example\"]
        [[category]]
        id = \"session\"
        kind = \"session\"
        necessary = true
        title = \"Session\"
        description = \"Kept while you browse.\"
        [[category]]
        id = \"measuring\"
        kind = \"persistent\"
        title = \"Measuring\"
        description = \"Counts visits.\"
        [[service]]
        id = \"stats\"
        category = \"measuring\"
        vendor = \"Corner Shop\"
        purpose = \"Counts visits.\"
        hosts = [\"stats.example\"]
    ";

    #[track_caller]
    fn check(page: &str, expected: &[&str]) {
        let policy = Policy::parse(POLICY).unwrap().policy;
        let mut found = Unnamed::default();
        found.add_page(page, &policy);
        let found: Vec<&str> = found.candidates.iter().map(String::as_str).collect();
        assert_eq!(found, expected, "{page}");
    }

    #[test]
    fn what_the_browser_asks_for_at_once_is_found() {
        for element in [
            "<script src=//cdn.example/a.js></script>",
            "<img alt='' src='https://cdn.example/a.png'>",
            "<img srcset='/a.png 1x,\n//cdn.example/a,b.png 2x'>",
            "<source srcset=\"a.png, //cdn.example/b.png\">",
            "<video poster=//cdn.example/a.png>",
            "<object data=//cdn.example/a.svg></object>",
            "<svg><image xlink:href=//cdn.example/a.svg /></svg>",
            "<link rel=stylesheet href=//CDN.example/a.css>",
            "<link rel='shortcut icon' href=//cdn.example/a.ico>",
            "<link rel=preload as=image imagesrcset='//cdn.example/a.png 2x'>",
            "<base href=//cdn.example/><img src=a.png>",
        ] {
            check(element, &["cdn.example"]);
        }
    }

    #[test]
    fn what_it_does_not_ask_for_is_not() {
        for element in [
            "<a href=//cdn.example/>A</a>",
            "<link rel=canonical href=//cdn.example/>",
            "<link rel=preconnect href=//cdn.example/>",
            "<!-- <img src=//cdn.example/a.png> -->",
            "<noscript><img src=//cdn.example/a.png></noscript>",
            "<script>'<img src=//cdn.example/a.png>'</script>",
            "<script type=text/plain data-consent=stats src=//cdn.example/a.js></script>",
            "<iframe data-consent=stats data-src=//cdn.example/></iframe>",
            "<img src=data:,><img src=mailto:a@cdn.example><img src=/a.png>",
            "<img src='http://'><img src=//[2001:db8::1]/a.png>",
        ] {
            check(element, &[]);
        }
    }

    #[test]
    fn what_the_policy_names_and_the_site_itself_are_no_candidates() {
        check(
            "<link rel=canonical href=https://shop.test/><img src=https://shop.test/a.png>
             <img src=//stats.example/a><img src=//www.stats.example/a><img src=//own.example/a>
             <img src=//www.own.example/a><img src=//shop.example/a><img src=//img.shop.example/a>
             <img src=//stats.example.org/a><img src=//localhost:8081/a>",
            &["localhost:8081", "stats.example.org"],
        );
    }

    #[test]
    fn a_set_of_addresses_has_each_of_them() {
        for (srcset, expected) in [
            ("", &[][..]),
            ("a.png", &["a.png"]),
            (" a.png 1x , b,c.png 2x,", &["a.png", "b,c.png"]),
            ("a.png, b.png", &["a.png", "b.png"]),
            (",,", &[]),
        ] {
            assert_eq!(of_set(srcset), expected, "{srcset}");
        }
    }
}
