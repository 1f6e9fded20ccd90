//! Where a service is recognised.

use std::fmt;
use std::str::FromStr;

use url::{Host, Url};

/// Bytes that a rule may have, both as it is written and as the URL standard writes it.
const MAX_BYTES: usize = 500;

/// A host with its subdomains, a port if one is named, and the start of a
/// path; or a path on the page's own host.
///
/// Both parts are kept as the URL standard writes them: lower case, IDNA in
/// ASCII, no trailing dot, `%` encoded where needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostRule {
    written: String,
    host: String,
    port: Option<u16>,
    path: String,
}

/// A text that is no host rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostError {
    rule: String,
    reason: Reason,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    Empty,
    Scheme,
    Wildcard,
    Query,
    User,
    Path,
    OneLabel,
    WholeSite,
    Port,
    Length,
    NoHost,
}

impl HostRule {
    /// The host, or none where the rule is a path on the page's own host.
    pub fn host(&self) -> Option<&str> {
        (!self.host.is_empty()).then_some(self.host.as_str())
    }

    /// The port, where the rule names one.
    pub fn port(&self) -> Option<u16> {
        self.port
    }

    /// The start of the path without a slash at its end; empty for any path.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Host and port as one text, such as `localhost:8081`; its length says
    /// how specific the rule is. Empty for a path on the page's own host.
    pub fn authority(&self) -> String {
        match self.port {
            Some(port) => format!("{}:{port}", self.host),
            None => self.host.clone(),
        }
    }

    /// The rule as the URL standard writes it; the same for rules that match alike.
    pub fn normalised(&self) -> String {
        format!("{}{}", self.authority(), self.path)
    }

    /// Whether `url` is one that this rule names, on a page at `page`.
    pub fn matches(&self, url: &Url, page: Option<&Url>) -> bool {
        self.is_at_host(url, page) && self.is_at_path(url.path())
    }

    fn is_at_host(&self, url: &Url, page: Option<&Url>) -> bool {
        if self.host.is_empty() {
            return page.is_some_and(|page| host_of(page) == host_of(url));
        }
        let is_port = self.port.is_none() || self.port == url.port_or_known_default();
        is_port && is_under(host_of(url), &self.host)
    }

    fn is_at_path(&self, path: &str) -> bool {
        path.strip_prefix(self.path.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// The host of `url` without a dot at its end; empty where it has none.
pub(crate) fn host_of(url: &Url) -> &str {
    let host = url.host_str().unwrap_or_default();
    host.strip_suffix('.').unwrap_or(host)
}

/// Whether `host` is `domain` or one of its subdomains.
pub(crate) fn is_under(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// `text` as a domain with at least one dot, as the URL standard writes it.
pub(crate) fn domain(text: &str) -> Option<String> {
    let rule: HostRule = text.parse().ok()?;
    let is_name = matches!(Host::parse(&rule.host), Ok(Host::Domain(_)));
    let is_bare = rule.port.is_none() && rule.path.is_empty() && !text.ends_with('/');
    (is_name && is_bare && rule.host.contains('.')).then_some(rule.host)
}

impl FromStr for HostRule {
    type Err = HostError;

    /// Reads `example.com`, `example.com/path`, `localhost:8081` or `/path`.
    fn from_str(written: &str) -> Result<HostRule, HostError> {
        read(written).map_err(|reason| HostError {
            rule: written.to_owned(),
            reason,
        })
    }
}

fn read(written: &str) -> Result<HostRule, Reason> {
    refuse_foreign_parts(written)?;
    let rule = if written.starts_with('/') {
        read_path(written)?
    } else {
        read_host(written)?
    };
    // What is kept is held to the same: resolving dots, decoding and IDNA can bring back what was refused.
    refuse_foreign_parts(&rule.normalised())?;
    Ok(rule)
}

fn read_host(written: &str) -> Result<HostRule, Reason> {
    let (authority, _) = written.split_once('/').unwrap_or((written, ""));
    let url = Url::parse(&format!("https://{written}")).map_err(|_| Reason::NoHost)?;
    let host = host_of(&url).to_owned();
    refuse_odd_host(&host, &url)?;
    let port = read_port(authority)?;
    let path = trim_path(url.path());
    Ok(HostRule {
        written: written.to_owned(),
        host,
        port,
        path,
    })
}

fn refuse_foreign_parts(written: &str) -> Result<(), Reason> {
    let has = |c: char| written.contains(c);
    if written.trim().is_empty() {
        return Err(Reason::Empty);
    }
    if written.contains("://") || written.starts_with("//") {
        return Err(Reason::Scheme);
    }
    if has('*') {
        return Err(Reason::Wildcard);
    }
    if has('?') || has('#') {
        return Err(Reason::Query);
    }
    if written
        .split('/')
        .next()
        .is_some_and(|authority| authority.contains('@'))
    {
        return Err(Reason::User);
    }
    if written.len() > MAX_BYTES {
        return Err(Reason::Length);
    }
    if written.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\') {
        return Err(Reason::NoHost);
    }
    Ok(())
}

fn read_path(written: &str) -> Result<HostRule, Reason> {
    let url = Url::parse(&format!("https://localhost{written}")).map_err(|_| Reason::Path)?;
    let path = trim_path(url.path());
    if path.is_empty() {
        return Err(Reason::WholeSite);
    }
    if path.starts_with("//") {
        return Err(Reason::Path);
    }
    Ok(HostRule {
        written: written.to_owned(),
        host: String::new(),
        port: None,
        path,
    })
}

fn refuse_odd_host(host: &str, url: &Url) -> Result<(), Reason> {
    if host.split('.').any(str::is_empty) {
        return Err(Reason::NoHost);
    }
    let is_name = matches!(url.host(), Some(Host::Domain(_)));
    if is_name && !host.contains('.') && host != "localhost" {
        return Err(Reason::OneLabel);
    }
    Ok(())
}

/// The port as written: the URL standard drops the one that https implies.
fn read_port(authority: &str) -> Result<Option<u16>, Reason> {
    let after_address = authority.rsplit(']').next().unwrap_or(authority);
    let Some((_, port)) = after_address.split_once(':') else {
        return Ok(None);
    };
    match port.parse::<u16>() {
        Ok(port) if port > 0 => Ok(Some(port)),
        _ => Err(Reason::Port),
    }
}

fn trim_path(path: &str) -> String {
    path.trim_end_matches('/').to_owned()
}

impl fmt::Display for HostRule {
    /// The rule as written in the file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl fmt::Display for HostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rule = &self.rule;
        match self.reason {
            Reason::Empty => f.write_str("a host is empty, write one such as `example.com`"),
            Reason::Scheme => write!(
                f,
                "leave the scheme out of host `{rule}`, write it such as `example.com`"
            ),
            Reason::Wildcard => write!(
                f,
                "leave the `*` out of host `{rule}`, a host stands for its subdomains too"
            ),
            Reason::Query => write!(f, "leave the query and the fragment out of host `{rule}`"),
            Reason::User => write!(f, "leave the user out of host `{rule}`"),
            Reason::Path => write!(f, "`{rule}` is no path, write one such as `/stats`"),
            Reason::OneLabel => write!(
                f,
                "host `{rule}` has no dot, write the whole name such as `www.example.com`"
            ),
            Reason::WholeSite => write!(
                f,
                "host `{rule}` would match the whole site, write a path such as `/stats`"
            ),
            Reason::Port => write!(
                f,
                "host `{rule}` has a port that is none, write one from 1 to 65535"
            ),
            Reason::Length => write!(
                f,
                "host `{rule}` is too long, {MAX_BYTES} bytes are the most, encoded as browsers send it"
            ),
            Reason::NoHost => write!(
                f,
                "`{rule}` is no host, write one such as `example.com` or `example.com/path`"
            ),
        }
    }
}

impl std::error::Error for HostError {}
