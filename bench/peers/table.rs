//! The tables, and the documents that they go into.

use crate::book::{Book, Spread};
use crate::contestant::Tool;
use std::fmt::Write;
use std::path::Path;

/// Portcullis, by what it holds and as it is embedded.
const OWN: [&str; 5] = [
    "portcullis",
    "portcullis-unhinted",
    "portcullis-inline",
    "portcullis-marked",
    "portcullis-marked-inline",
];
const START: &str = "<!-- peers -->\n";
const END: &str = "<!-- /peers -->";

/// How a number is written.
#[derive(Clone, Copy)]
enum Unit {
    Count,
    Bytes,
    Milliseconds,
    Megabytes,
    Shift,
    /// 1 where it always holds.
    Yes,
}

/// One measure of each contestant.
struct Column {
    head: &'static str,
    measure: &'static str,
    unit: Unit,
}

struct Table {
    title: &'static str,
    columns: &'static [Column],
}

const fn column(head: &'static str, measure: &'static str, unit: Unit) -> Column {
    Column {
        head,
        measure,
        unit,
    }
}

const TABLES: [Table; 5] = [
    Table {
        title: "What a visit loads, in bytes of brotli 11 beyond the bare page",
        columns: &[
            column("until the banner shows", "bytes", Unit::Bytes),
            column("requests until then", "requests", Unit::Count),
            column("first visit, left alone", "all bytes", Unit::Bytes),
            column("requests of it", "all requests", Unit::Count),
            column("decided visitor", "decided bytes", Unit::Bytes),
            column("requests of it", "decided requests", Unit::Count),
        ],
    },
    Table {
        title: "A first visit, in milliseconds",
        columns: &[
            column("banner", "banner", Unit::Milliseconds),
            column(
                "banner, slow 4G and 4x CPU",
                "slow banner",
                Unit::Milliseconds,
            ),
            column("main thread until the banner", "tasks", Unit::Milliseconds),
            column("script of it", "scripts", Unit::Milliseconds),
            column("main thread, whole visit", "all tasks", Unit::Milliseconds),
            column(
                "main thread, decided visitor",
                "decided tasks",
                Unit::Milliseconds,
            ),
        ],
    },
    Table {
        title: "When the page itself is painted, in milliseconds",
        columns: &[
            column("first paint", "first paint", Unit::Milliseconds),
            column("largest paint", "largest paint", Unit::Milliseconds),
            column(
                "first paint, slow 4G and 4x CPU",
                "slow first paint",
                Unit::Milliseconds,
            ),
            column(
                "largest paint, slow 4G and 4x CPU",
                "slow largest paint",
                Unit::Milliseconds,
            ),
        ],
    },
    Table {
        title: "What stays, and opening the second layer",
        columns: &[
            column("layout shift", "shift", Unit::Shift),
            column("heap, MB", "heap", Unit::Megabytes),
            column("second layer, ms", "choose", Unit::Milliseconds),
        ],
    },
    Table {
        title: "After the click on \"accept\", in milliseconds",
        columns: &[
            column("banner gone", "gone 1", Unit::Milliseconds),
            column("the one script ran", "all 1", Unit::Milliseconds),
            column("all of 10", "all 10", Unit::Milliseconds),
            column("all of 100", "all 100", Unit::Milliseconds),
            column("all of 1,000", "all 1000", Unit::Milliseconds),
            column("first of 1,000", "first 1000", Unit::Milliseconds),
            column(
                "banner gone, 1,000 waiting",
                "gone 1000",
                Unit::Milliseconds,
            ),
            column(
                "click handler, 1,000 waiting",
                "handler 1000",
                Unit::Milliseconds,
            ),
            column("1,000 in order", "ordered 1000", Unit::Yes),
        ],
    },
];

/// What the README shows of all this.
const README: [Column; 6] = [
    column("Bytes until the banner shows", "bytes", Unit::Bytes),
    column("Bytes for a decided visitor", "decided bytes", Unit::Bytes),
    column("Banner, ms", "banner", Unit::Milliseconds),
    column(
        "Banner on slow 4G and 4x CPU, ms",
        "slow banner",
        Unit::Milliseconds,
    ),
    column(
        "The page's own first paint, likewise, ms",
        "slow first paint",
        Unit::Milliseconds,
    ),
    column(
        "1,000 scripts run after the click, ms",
        "all 1000",
        Unit::Milliseconds,
    ),
];

/// What was measured on which machine.
pub(crate) struct Results<'a> {
    pub(crate) book: &'a Book,
    pub(crate) tools: &'a [&'a Tool],
    /// One sentence.
    pub(crate) machine: String,
}

impl Results<'_> {
    /// Prints the tables, and puts them into the documents where all took part.
    pub(crate) fn write(&self, all: bool) {
        let (tables, readme) = (self.tables(), self.readme());
        println!("{tables}\n{readme}");
        if all {
            replace("docs/benchmarks.md", &tables);
            replace("README.md", &readme);
        }
    }

    fn tables(&self) -> String {
        let mut text = format!("{}\n", self.machine);
        for table in &TABLES {
            let _ = write!(text, "\n### {}\n\n", table.title);
            let heads = table.columns.iter().map(|it| it.head.to_owned());
            row(&mut text, ["".to_owned()].into_iter().chain(heads));
            rule(&mut text, table.columns.len() + 1);
            for tool in self.tools {
                let cells = table.columns.iter().map(|it| self.cell(tool, it));
                row(&mut text, [tool.name()].into_iter().chain(cells));
            }
        }
        self.standing(&mut text);
        text
    }

    fn cell(&self, tool: &Tool, column: &Column) -> String {
        match self.book.spread(tool, column.measure) {
            Some(spread) => shown(spread, column.unit),
            None => "–".to_owned(),
        }
    }

    /// How far Portcullis is ahead or behind, measure by measure.
    fn standing(&self, text: &mut String) {
        text.push_str(
            "\n### Where Portcullis stands\n\nRatios of medians: below 1 it is ahead.\n\n",
        );
        let heads = [
            "",
            "best peer",
            "Portcullis to it",
            "without the hint to it",
            "gate inline to it",
            "marks alone to it",
            "marks alone, gate inline to it",
            "Portcullis to \"by hand\"",
            "marks alone, gate inline to \"by hand\"",
        ];
        row(text, heads.map(str::to_owned).into_iter());
        rule(text, heads.len());
        for table in &TABLES {
            for column in table
                .columns
                .iter()
                .filter(|it| !matches!(it.unit, Unit::Yes))
            {
                self.stand(text, column);
            }
        }
    }

    fn stand(&self, text: &mut String, column: &Column) {
        let Some((best, tool)) = self.best_peer(column) else {
            return;
        };
        let own = OWN.map(|folder| self.median(folder, column));
        let hand = self.median("floor", column);
        let head = match column.head {
            "requests of it" => column.measure,
            head => head,
        };
        let best_is = format!("{} ({})", number(best, column.unit), tool.name());
        let to_best = own.map(|it| ratio(it, Some(best)));
        let to_hand = [own[0], own[4]].map(|it| ratio(it, hand));
        let cells = [head.to_owned(), best_is].into_iter().chain(to_best);
        row(text, cells.chain(to_hand));
    }

    fn median(&self, folder: &str, column: &Column) -> Option<f64> {
        let tool = self.tools.iter().find(|tool| tool.folder == folder)?;
        Some(self.book.spread(tool, column.measure)?.median)
    }

    fn peers(&self, column: &Column) -> Vec<(f64, &Tool)> {
        let mut found = Vec::new();
        for tool in self.tools.iter().filter(|tool| tool.is_peer()) {
            let spread = self.book.spread(tool, column.measure);
            found.extend(spread.map(|it| (it.median, *tool)));
        }
        found.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        found
    }

    fn best_peer(&self, column: &Column) -> Option<(f64, &Tool)> {
        self.peers(column).first().copied()
    }

    fn readme(&self) -> String {
        let mut text = String::from("\n");
        let heads = [
            "",
            "Portcullis",
            "its gate inline",
            "marks alone, gate inline",
            "by hand",
            "the other six",
        ];
        row(&mut text, heads.map(str::to_owned).into_iter());
        rule(&mut text, heads.len());
        for column in &README {
            let own = [OWN[0], OWN[2], OWN[4]].map(|folder| self.with_ratio(folder, column));
            let hand = self.plain("floor", column);
            let cells = [column.head.to_owned()].into_iter().chain(own);
            row(&mut text, cells.chain([hand]).chain(self.range(column)));
        }
        text.push('\n');
        text
    }

    fn plain(&self, folder: &str, column: &Column) -> String {
        let median = self.median(folder, column);
        median.map_or("–".to_owned(), |it| number(it, column.unit))
    }

    /// With what it is of the best peer's, in brackets.
    fn with_ratio(&self, folder: &str, column: &Column) -> String {
        let best = self.best_peer(column).map(|(best, _)| best);
        let ratio = ratio(self.median(folder, column), best);
        format!("{} ({ratio})", self.plain(folder, column))
    }

    /// From the best peer's to the worst's.
    fn range(&self, column: &Column) -> Option<String> {
        let peers = self.peers(column);
        let ((least, _), (most, _)) = peers.first().zip(peers.last())?;
        let [least, most] = [least, most].map(|it| number(*it, column.unit));
        Some(format!("{least} to {most}"))
    }
}

fn row(text: &mut String, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.collect();
    let _ = writeln!(text, "| {} |", cells.join(" | "));
}

fn rule(text: &mut String, columns: usize) {
    let _ = writeln!(text, "|{}", "---|".repeat(columns));
}

/// The median, and the range where there is one.
fn shown(spread: Spread, unit: Unit) -> String {
    if matches!(unit, Unit::Yes) {
        return if spread.least == 1.0 { "yes" } else { "no" }.to_owned();
    }
    let [least, median, most] =
        [spread.least, spread.median, spread.most].map(|it| number(it, unit));
    if least == most {
        return median;
    }
    format!("{median} ({least} to {most})")
}

fn number(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Count | Unit::Bytes => grouped(value),
        Unit::Milliseconds if value < 9.95 => format!("{value:.1}"),
        Unit::Milliseconds => grouped(value),
        Unit::Megabytes => format!("{:.2}", value / 1e6),
        Unit::Shift => format!("{value:.3}"),
        Unit::Yes => String::new(),
    }
}

/// 14323.4 as 14,323.
fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let (sign, digits) = digits.split_at(usize::from(value <= -0.5));
    let lead = digits.len() % 3;
    let groups = digits.as_bytes()[lead..].chunks(3);
    let groups = groups.map(|it| String::from_utf8_lossy(it).into_owned());
    let lead = Some(digits[..lead].to_owned()).filter(|it| !it.is_empty());
    let groups: Vec<String> = lead.into_iter().chain(groups).collect();
    format!("{sign}{}", groups.join(","))
}

fn ratio(ours: Option<f64>, theirs: Option<f64>) -> String {
    match ours.zip(theirs) {
        None => "–".to_owned(),
        Some((ours, theirs)) if ours == theirs => "1.00".to_owned(),
        Some((_, 0.0)) => "more".to_owned(),
        Some((ours, theirs)) => format!("{:.2}", ours / theirs),
    }
}

/// Puts `text` between a document's marks.
fn replace(path: &str, text: &str) {
    let bench = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = bench.join("..").join(path);
    let document = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = document.split_once(START).expect("a mark to write after");
    let (_, after) = rest.split_once(END).expect("a mark to write before");
    std::fs::write(path, [before, START, text, END, after].concat()).unwrap();
}
