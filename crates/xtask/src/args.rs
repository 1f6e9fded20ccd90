//! The command line.

use crate::test::Options;

/// What `cargo xtask` prints when asked for help.
pub(crate) const HELP: &str = "\
cargo xtask preview [POLICY] [OPTIONS]            show the sample site, reload on every edit
cargo xtask test [FILTER] [--long]                set up browsers and run every test
cargo xtask ci                                    format, lints, sizes, then tests, as CI does
cargo xtask lint                                  format and lints alone
cargo xtask prepare                               install what the tests need, and no more
cargo xtask size                                  weigh what a visitor downloads
cargo xtask dist                                  make the release archive
cargo xtask bench gate                            measure what the gate costs a page
cargo xtask bench peers [--rounds N]              measure the other consent tools beside it

`cargo xtask TASK --help` says more.
";

/// What more there is to say of a task.
const MORE: [(&str, &str); 8] = [
    (
        "preview",
        "\
cargo xtask preview [POLICY] [--site DIR] [--port N] [--no-open]

Builds the tool with the interface in it and lets it preview POLICY, or policy.toml: on the sample
site, or on the pages of DIR. `trunk serve` rebuilds the interface on each edit too.
",
    ),
    (
        "test",
        "\
cargo xtask test [FILTER] [--long]

Installs what is missing (browsers and servers with the package manager, drivers and trunk with cargo
into ~/.cache/portcullis/tools, or PORTCULLIS_TOOLS), then runs every test whose name holds FILTER.
PORTCULLIS_ENGINE=chromium, firefox or webkit runs the browsers' cases on that one alone.
`--long` runs what is exhaustive too: before an issue is closed.
",
    ),
    (
        "ci",
        "cargo xtask ci\n\nFormat, lints, sizes and tests, as .ci/run has them.\n",
    ),
    (
        "lint",
        "\
cargo xtask lint

Rust's format, clippy and the documentation's warnings; of the gate's JavaScript the types, the
layout, and that it goes through nothing a page can replace.
",
    ),
    (
        "prepare",
        "\
cargo xtask prepare

Installs what is missing (browsers and servers with the package manager, drivers with cargo into
~/.cache/portcullis/tools, or PORTCULLIS_TOOLS), compiles the fuzz targets, and checks the library
with the oldest Rust that is promised. `test` and `ci` run it beside what they compile.
",
    ),
    (
        "size",
        "cargo xtask size\n\nWeighs what a visitor downloads against budget.toml.\n",
    ),
    (
        "dist",
        "cargo xtask dist\n\nMakes the release archive and prints where it lies.\n",
    ),
    (
        "bench",
        "\
cargo xtask bench gate
cargo xtask bench peers [--rounds N]

Measures in Chromium, on a machine that does nothing else. `peers` rewrites the tables in
docs/benchmarks.md and README.md; N turns for each tool.
",
    ),
];

/// One thing to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    Help(&'static str),
    /// The words for the tool.
    Preview(Vec<String>),
    /// Trunk's `pre_build` hook.
    PreviewBuild,
    Test(Options),
    Ci,
    Lint,
    Prepare,
    Size,
    Dist,
    BenchGate,
    BenchPeers {
        /// Turns that each contestant has, where not as usual.
        rounds: Option<usize>,
    },
}

impl Task {
    /// Reads the words after `cargo xtask`.
    ///
    /// # Errors
    /// One line that names the word it did not expect.
    pub(crate) fn parse(words: &[String]) -> Result<Task, String> {
        let Some((task, rest)) = words.split_first() else {
            return Ok(Task::Help(HELP));
        };
        if let Some(help) = help(task, rest) {
            return Ok(Task::Help(help));
        }
        match task.as_str() {
            "preview" => Ok(Task::Preview(rest.to_vec())),
            "test" => test(rest).map(Task::Test),
            "preview-build" => alone(Task::PreviewBuild, rest),
            "ci" => alone(Task::Ci, rest),
            "lint" => alone(Task::Lint, rest),
            "prepare" => alone(Task::Prepare, rest),
            "size" => alone(Task::Size, rest),
            "dist" => alone(Task::Dist, rest),
            "bench" => bench(rest),
            "help" | "--help" | "-h" => alone(Task::Help(HELP), rest),
            other => Err(format!(
                "no task `{other}`: try preview, test, ci, lint, prepare, size, dist or bench"
            )),
        }
    }
}

/// What `TASK --help` prints, wherever the word stands.
fn help(task: &str, rest: &[String]) -> Option<&'static str> {
    rest.iter()
        .find(|word| *word == "--help" || *word == "-h")?;
    let (_, more) = MORE.iter().find(|(name, _)| *name == task)?;
    Some(more)
}

fn test(words: &[String]) -> Result<Options, String> {
    let mut options = Options::default();
    for word in words {
        match word.as_str() {
            "--long" => options.long = true,
            other if other.starts_with('-') || options.filter.is_some() => {
                return Err(unexpected(other));
            }
            filter => options.filter = Some(filter.to_owned()),
        }
    }
    Ok(options)
}

fn bench(words: &[String]) -> Result<Task, String> {
    match words.split_first() {
        Some((what, rest)) if what == "gate" => alone(Task::BenchGate, rest),
        Some((what, rest)) if what == "peers" => {
            rounds(rest).map(|rounds| Task::BenchPeers { rounds })
        }
        _ => {
            Err("`bench` wants to know of what: try `cargo xtask bench gate` or `peers`".to_owned())
        }
    }
}

fn rounds(words: &[String]) -> Result<Option<usize>, String> {
    let (rounds, rest) = match words {
        [] => return Ok(None),
        [option, number, rest @ ..] if option == "--rounds" => (number.parse(), rest),
        [other, ..] => return Err(unexpected(other)),
    };
    let rounds = rounds.ok().filter(|rounds| *rounds > 0);
    let rounds = rounds.ok_or("`--rounds` wants a number above 0 after it")?;
    alone(Some(rounds), rest)
}

fn alone<T>(task: T, rest: &[String]) -> Result<T, String> {
    match rest.first() {
        None => Ok(task),
        Some(extra) => Err(unexpected(extra)),
    }
}

fn unexpected(word: &str) -> String {
    format!("`{word}` was not expected here: try `cargo xtask help`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Task, String> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Task::parse(&words)
    }

    #[test]
    fn no_word_asks_for_help() {
        assert_eq!(parse(""), Ok(Task::Help(HELP)));
    }

    #[test]
    fn every_task_says_more_when_asked() {
        for line in HELP.lines() {
            let task = line.strip_prefix("cargo xtask ");
            let Some(task) = task.and_then(|it| it.split(' ').next()) else {
                continue;
            };
            for word in ["--help", "-h"] {
                let Ok(Task::Help(more)) = parse(&format!("{task} {word}")) else {
                    panic!("{task} {word}");
                };
                assert!(more.starts_with(&format!("cargo xtask {task}")), "{more}");
            }
        }
    }

    #[test]
    fn the_preview_hands_its_words_to_the_tool() {
        let words = ["mine.toml", "--no-open"].map(str::to_owned);
        let line = "preview mine.toml --no-open";
        assert_eq!(parse(line), Ok(Task::Preview(words.into())));
    }

    #[test]
    fn the_tests_take_one_filter() {
        let options = |filter: Option<&str>, long| {
            let filter = filter.map(str::to_owned);
            Ok(Task::Test(Options { filter, long }))
        };
        assert_eq!(parse("test"), options(None, false));
        assert_eq!(parse("test withdraw"), options(Some("withdraw"), false));
        assert_eq!(parse("test --long"), options(None, true));
        let message = "`b` was not expected here: try `cargo xtask help`";
        assert_eq!(parse("test a b"), Err(message.to_owned()));
        let message = "`--lnog` was not expected here: try `cargo xtask help`";
        assert_eq!(parse("test --lnog"), Err(message.to_owned()));
    }

    #[test]
    fn a_bench_is_of_something() {
        assert_eq!(parse("bench gate"), Ok(Task::BenchGate));
        let message = "`bench` wants to know of what: try `cargo xtask bench gate` or `peers`";
        assert_eq!(parse("bench"), Err(message.to_owned()));
    }

    #[test]
    fn the_comparison_takes_a_number_of_rounds() {
        let rounds = Some(3);
        assert_eq!(
            parse("bench peers --rounds 3"),
            Ok(Task::BenchPeers { rounds })
        );
        let rounds = None;
        assert_eq!(parse("bench peers"), Ok(Task::BenchPeers { rounds }));
        let message = "`--rounds` wants a number above 0 after it";
        assert_eq!(parse("bench peers --rounds 0"), Err(message.to_owned()));
        assert_eq!(parse("bench peers --rounds many"), Err(message.to_owned()));
        let message = "`--rounds` was not expected here: try `cargo xtask help`";
        assert_eq!(parse("bench peers --rounds"), Err(message.to_owned()));
    }

    #[test]
    fn an_unknown_task_is_named() {
        let message = "no task `bulid`: try preview, test, ci, lint, prepare, size, dist or bench";
        assert_eq!(parse("bulid"), Err(message.to_owned()));
    }

    #[test]
    fn a_task_without_options_refuses_one() {
        let message = "`--fast` was not expected here: try `cargo xtask help`";
        assert_eq!(parse("size --fast"), Err(message.to_owned()));
    }
}
