//! What was measured, contestant by contestant.

use crate::contestant::Tool;
use crate::visit::Note;
use std::collections::HashMap;

#[derive(Default)]
pub(crate) struct Book(HashMap<(&'static str, String), Vec<f64>>);

/// The middle of several values, and the ends of their range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spread {
    pub(crate) least: f64,
    pub(crate) median: f64,
    pub(crate) most: f64,
}

impl Book {
    pub(crate) fn note(&mut self, tool: &Tool, notes: Vec<Note>) {
        for (measure, value) in notes {
            self.0
                .entry((tool.folder, measure))
                .or_default()
                .push(value);
        }
    }

    /// None where the contestant has no such thing.
    pub(crate) fn spread(&self, tool: &Tool, measure: &str) -> Option<Spread> {
        let mut values = self.0.get(&(tool.folder, measure.to_owned()))?.clone();
        values.sort_by(f64::total_cmp);
        Some(Spread {
            least: *values.first()?,
            median: f64::midpoint(values[(values.len() - 1) / 2], values[values.len() / 2]),
            most: *values.last()?,
        })
    }
}
