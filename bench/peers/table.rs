//! The tables.

use crate::book::Book;
use crate::contestant::Tool;

pub(crate) fn write(book: &Book, tools: &[&Tool], _rounds: usize) {
    let measures = [
        "banner",
        "bytes",
        "requests",
        "tasks",
        "scripts",
        "all bytes",
        "all requests",
        "all tasks",
        "shift",
        "heap",
        "choose",
        "decided bytes",
        "decided requests",
        "decided tasks",
        "slow banner",
        "slow tasks",
        "handler 1",
        "gone 1",
        "first 1",
        "all 1",
        "handler 100",
        "gone 100",
        "first 100",
        "all 100",
        "ordered 100",
        "handler 1000",
        "gone 1000",
        "first 1000",
        "all 1000",
        "ordered 1000",
    ];
    for measure in measures {
        println!("{measure}");
        for tool in tools {
            println!("    {:<40} {:?}", tool.name(), book.spread(tool, measure));
        }
    }
}
