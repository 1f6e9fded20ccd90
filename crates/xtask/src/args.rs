//! The command line.

use std::path::PathBuf;

/// What `cargo xtask` prints when asked for help.
pub(crate) const HELP: &str = "\
cargo xtask preview [--policy FILE] [--no-open]   show the sample site, reload on every edit
cargo xtask test [FILTER]                         set up a browser and run every test
cargo xtask ci                                    tests, then format and lints, as CI does
cargo xtask lint                                  format and lints alone
cargo xtask size                                  weigh what a visitor downloads
cargo xtask dist                                  make the release archive
cargo xtask bench gate                            measure what the gate costs a page
cargo xtask bench peers [--rounds N]              measure the other consent tools beside it
";

/// One thing to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    Help,
    Preview(PreviewOptions),
    /// Trunk's `pre_build` hook.
    PreviewBuild,
    Test {
        filter: Option<String>,
    },
    Ci,
    Lint,
    Size,
    Dist,
    BenchGate,
    BenchPeers {
        /// Turns that each contestant has, where not as usual.
        rounds: Option<usize>,
    },
}

/// How to show the preview.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct PreviewOptions {
    /// Another policy than `policy.toml`.
    pub(crate) policy: Option<PathBuf>,
    /// Leaves the browser alone.
    pub(crate) no_open: bool,
}

impl Task {
    /// Reads the words after `cargo xtask`.
    ///
    /// # Errors
    /// One line that names the word it did not expect.
    pub(crate) fn parse(words: &[String]) -> Result<Task, String> {
        let Some((task, rest)) = words.split_first() else {
            return Ok(Task::Help);
        };
        match task.as_str() {
            "preview" => preview(rest).map(Task::Preview),
            "test" => filter(rest).map(|filter| Task::Test { filter }),
            "preview-build" => alone(Task::PreviewBuild, rest),
            "ci" => alone(Task::Ci, rest),
            "lint" => alone(Task::Lint, rest),
            "size" => alone(Task::Size, rest),
            "dist" => alone(Task::Dist, rest),
            "bench" => bench(rest),
            "help" | "--help" | "-h" => alone(Task::Help, rest),
            other => Err(format!(
                "no task `{other}`: try preview, test, ci, lint, size, dist or bench"
            )),
        }
    }
}

fn preview(words: &[String]) -> Result<PreviewOptions, String> {
    let mut options = PreviewOptions::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--no-open" => options.no_open = true,
            "--policy" => {
                let file = words.next().ok_or("`--policy` wants a file after it")?;
                options.policy = Some(PathBuf::from(file));
            }
            other => return Err(unexpected(other)),
        }
    }
    Ok(options)
}

fn filter(words: &[String]) -> Result<Option<String>, String> {
    match words {
        [] => Ok(None),
        [filter] => Ok(Some(filter.clone())),
        [_, extra, ..] => Err(unexpected(extra)),
    }
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
        assert_eq!(parse(""), Ok(Task::Help));
    }

    #[test]
    fn the_preview_takes_another_policy_and_can_leave_the_browser_alone() {
        let options = PreviewOptions {
            policy: Some(PathBuf::from("examples/onvif/policy.toml")),
            no_open: true,
        };
        let line = "preview --policy examples/onvif/policy.toml --no-open";
        assert_eq!(parse(line), Ok(Task::Preview(options)));
    }

    #[test]
    fn the_tests_take_one_filter() {
        let filter = Some("withdraw".to_owned());
        assert_eq!(parse("test withdraw"), Ok(Task::Test { filter }));
        let message = "`b` was not expected here: try `cargo xtask help`";
        assert_eq!(parse("test a b"), Err(message.to_owned()));
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
        let message = "no task `bulid`: try preview, test, ci, lint, size, dist or bench";
        assert_eq!(parse("bulid"), Err(message.to_owned()));
    }

    #[test]
    fn a_policy_without_a_file_is_refused() {
        let message = "`--policy` wants a file after it";
        assert_eq!(parse("preview --policy"), Err(message.to_owned()));
    }

    #[test]
    fn a_task_without_options_refuses_one() {
        let message = "`--fast` was not expected here: try `cargo xtask help`";
        assert_eq!(parse("size --fast"), Err(message.to_owned()));
    }
}
