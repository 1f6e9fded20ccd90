//! How a diagnostic looks to who wrote the file: the line, and a mark under its part.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Severity};

/// Longer lines are named, not shown: nobody reads them, and drawing them takes long.
const LONGEST_LINE: usize = 2000;

/// `diagnostic` of the file `name`, which holds `src`, as `renderer` draws it.
pub fn render(renderer: &Renderer, name: &str, src: &str, diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = diagnostic.to_string();
    let title = level.primary_title(&message);
    let place = diagnostic.position(src);
    let (line, span) = first_line(src, diagnostic);
    if line.len() > LONGEST_LINE {
        let origin = Origin::path(name)
            .line(place.line)
            .char_column(place.column);
        return renderer.render(&[title.element(origin)]);
    }
    let mark = AnnotationKind::Primary.span(span);
    let snippet = Snippet::source(line)
        .path(name)
        .line_start(place.line)
        .annotation(mark);
    renderer.render(&[title.element(snippet)])
}

/// The line where the diagnostic starts, and its part of that line: a table may span many.
fn first_line<'a>(src: &'a str, diagnostic: &Diagnostic) -> (&'a str, Range<usize>) {
    let span = diagnostic.span();
    let (before, after) = src.split_at_checked(span.start).unwrap_or((src, ""));
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let end = after
        .find(['\n', '\r'])
        .map_or(src.len(), |length| span.start + length);
    let line = src.get(start..end).unwrap_or_default();
    (line, span.start - start..span.end.min(end) - start)
}
