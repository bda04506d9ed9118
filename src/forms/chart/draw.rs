//! A chart as inline SVG.
//!
//! Widths are shares of the room there is and heights are in `em`, so that nothing is scaled: letters are those of the
//! page at any width, zoom and size of text (WCAG 1.4.4, 1.4.10). Words stand above their bars and are cut into lines that
//! fit a screen of 320 px. Series differ by pattern and are named at each bar, never by colour alone (1.4.1). All colours
//! are `currentColor`; the style sheet sets it by class.

use super::{Chart, Figure, Series};
use crate::markdown::html::escape;
use std::fmt::Write as _;

/// So many letters fit on a line at 320 px, with the spacing that a reader may ask for (1.4.12).
const LINE: usize = 24;
/// Heights, in em.
const TEXT: f64 = 1.4;
const BAR: f64 = 1.0;
const GAP: f64 = 0.9;
/// A line chart: the line, and below it two rows of words, which no line can cross there.
const TOP: f64 = 0.5;
const PLOT: f64 = 8.0;
const BELOW: f64 = 2.0 * TEXT + 0.3;
/// The width of a letter as a share of the narrowest line chart.
const LETTER: f64 = 0.56 / 15.5;

/// Values as shares of the room between the lowest and the highest, with nothing always in between.
struct Scale {
    /// All values are divided by this, so that no difference is too large for a number.
    most: f64,
    low: f64,
    span: f64,
}

impl Scale {
    fn of(series: &[Series]) -> Self {
        let values = || series.iter().flat_map(|s| s.figures.iter().flatten()).map(|figure| figure.value);
        let most = values().fold(0.0, |most: f64, value| most.max(value.abs()));
        let most = if most > 0.0 { most } else { 1.0 };
        let low = values().fold(0.0, |low: f64, value| low.min(value / most));
        let high = values().fold(0.0, |high: f64, value| high.max(value / most));
        let span = if high - low > 0.0 { high - low } else { 1.0 };
        Self { most, low, span }
    }

    /// From 0 (lowest) to 1 (highest).
    fn place(&self, value: f64) -> f64 {
        ((value / self.most - self.low) / self.span).clamp(0.0, 1.0)
    }
}

/// Text in lines of at most [`LINE`] letters; a word that is longer is cut.
fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let letters: Vec<char> = word.chars().collect();
        for part in letters.chunks(LINE) {
            let part: String = part.iter().collect();
            match lines.last_mut() {
                Some(line) if line.chars().count() + 1 + part.chars().count() <= LINE => {
                    line.push(' ');
                    line.push_str(&part);
                }
                _ => lines.push(part),
            }
        }
    }
    lines
}

/// The svg in the making.
struct Svg {
    out: String,
    /// How far down it has come, in em.
    at: f64,
}

impl Svg {
    /// Words in lines, and a figure at the end of the last.
    fn words(&mut self, class: &str, text: &str, figure: Option<&str>) {
        let mut lines = lines(text);
        let tail = figure.map_or(0, |figure| figure.chars().count() + 1);
        if lines.last().is_none_or(|last| last.chars().count() + tail > LINE)
            && (tail > 0 || lines.is_empty())
        {
            lines.push(String::new());
        }
        let last = lines.len().saturating_sub(1);
        for (i, line) in lines.iter().enumerate() {
            let _ = write!(
                self.out,
                "<text{class} x=\"0\" y=\"{:.2}em\">{}",
                self.at + 1.0,
                escape(line),
                class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") },
            );
            if let Some(figure) = figure.filter(|_| i == last) {
                let space = if line.is_empty() { "" } else { " " };
                let _ = write!(self.out, "{space}<tspan class=\"figure\">{}</tspan>", escape(figure));
            }
            self.out.push_str("</text>\n");
            self.at += TEXT;
        }
    }

    /// A bar from nothing to a value.
    fn bar(&mut self, style: usize, from: f64, to: f64) {
        let (left, right) = (from.min(to) * 100.0, from.max(to) * 100.0);
        let fill = match style {
            1 => "currentColor",
            2 => "url(#chart-2)",
            3 => "none",
            _ => "url(#chart-4)",
        };
        let _ = writeln!(
            self.out,
            "<rect class=\"s{style}\" fill=\"{fill}\" x=\"{left:.2}%\" y=\"{:.2}em\" width=\"{:.2}%\" height=\"{BAR}em\"/>",
            self.at,
            right - left
        );
        // Nothing is marked too, or a bar of no length would be no bar at all.
        let _ = writeln!(
            self.out,
            "<line class=\"axis\" x1=\"{0:.2}%\" x2=\"{0:.2}%\" y1=\"{1:.2}em\" y2=\"{2:.2}em\"/>",
            from * 100.0,
            self.at - 0.15,
            self.at + BAR + 0.15
        );
        self.at += BAR + 0.3;
    }
}

/// The patterns of the second and the fourth series. They belong to the page, so that they follow its colours.
const PATTERNS: &str = "<defs>\
    <pattern id=\"chart-2\" class=\"s2\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">\
    <path d=\"M-2 2l4-4M0 8l8-8M6 10l4-4\"/></pattern>\
    <pattern id=\"chart-4\" class=\"s4\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">\
    <path d=\"M2 4h4\"/></pattern></defs>\n";

impl Chart {
    /// The picture. `title` and `words` are the ids of its name and of its description in the page.
    pub fn svg(&self, title: &str, words: &str) -> String {
        let (inner, height) = match &self.course {
            Some(course) => (self.line(course), TOP + PLOT + BELOW),
            None => self.bars(),
        };
        let patterns = if self.series.len() > 1 { PATTERNS } else { "" };
        format!(
            "<svg role=\"img\" aria-labelledby=\"{title}\" aria-describedby=\"{words}\" width=\"100%\" \
             height=\"{height:.2}em\">\n{patterns}{inner}</svg>\n"
        )
    }

    fn bars(&self) -> (String, f64) {
        let scale = Scale::of(&self.series);
        let zero = scale.place(0.0);
        let mut svg = Svg { out: String::new(), at: 0.0 };
        let many = self.series.len() > 1;
        for (i, label) in self.labels.iter().enumerate() {
            if many {
                svg.words("label", label, None);
            }
            for (n, series) in self.series.iter().enumerate() {
                let figure = series.figures.get(i).and_then(Option::as_ref);
                let name = if many { &series.name } else { label };
                svg.words("", name, Some(figure.map_or("–", |figure| figure.text.as_str())));
                if let Some(figure) = figure {
                    svg.bar(n + 1, zero, scale.place(figure.value));
                }
            }
            svg.at += GAP;
        }
        (svg.out, (svg.at - GAP).max(TEXT))
    }

    /// Whether the first and the last label of a line fit beside each other on a narrow screen.
    pub(super) fn fits_line(&self) -> bool {
        let Some(series) = self.series.first() else { return false };
        let there = |figure: &Option<Figure>| figure.is_some();
        let ends = [series.figures.iter().position(there), series.figures.iter().rposition(there)];
        ends.into_iter().flatten().map(|i| self.width(series, i)).sum::<f64>() < 0.95
    }

    /// How much of the width the words of a point take.
    fn width(&self, series: &Series, i: usize) -> f64 {
        let label = self.labels.get(i).map_or(0, |label| label.chars().count());
        let figure = series.figures.get(i).and_then(Option::as_ref).map_or(0, |f| f.text.chars().count());
        let letters = u16::try_from(label.max(figure) + 1).unwrap_or(u16::MAX);
        f64::from(letters) * LETTER
    }

    /// One series over time. The ends have words, and the highest and the lowest where there is room; the rest is in the
    /// table.
    fn line(&self, course: &[f64]) -> String {
        let Some(series) = self.series.first() else { return String::new() };
        let scale = Scale::of(&self.series);
        let x = |i: usize| course.get(i).copied().unwrap_or(0.0) * 96.0 + 2.0;
        let y = |value: f64| TOP + (1.0 - scale.place(value)) * PLOT;
        let mut out =
            format!("<line class=\"axis\" x1=\"0\" x2=\"100%\" y1=\"{0:.2}em\" y2=\"{0:.2}em\"/>\n", y(0.0));
        let there: Vec<(usize, &Figure)> =
            series.figures.iter().enumerate().filter_map(|(i, f)| Some((i, f.as_ref()?))).collect();
        for pair in there.windows(2) {
            // A missing figure between two is a gap in the line, not a guess.
            if let [(a, from), (b, to)] = pair
                && a + 1 == *b
            {
                let _ = writeln!(
                    out,
                    "<line class=\"s1\" x1=\"{:.2}%\" y1=\"{:.2}em\" x2=\"{:.2}%\" y2=\"{:.2}em\"/>",
                    x(*a),
                    y(from.value),
                    x(*b),
                    y(to.value)
                );
            }
        }
        let labelled = self.labelled(series, course, &there);
        for (i, figure) in &there {
            let (x, y) = (x(*i), y(figure.value));
            let _ = writeln!(out, "<circle class=\"s1\" cx=\"{x:.2}%\" cy=\"{y:.2}em\" r=\".3em\"/>");
            let Some((_, anchor)) = labelled.iter().find(|(j, _)| j == i) else { continue };
            // A thin line leads from the point to its words.
            let _ = writeln!(
                out,
                "<line class=\"axis\" x1=\"{x:.2}%\" x2=\"{x:.2}%\" y1=\"{y:.2}em\" y2=\"{:.2}em\"/>",
                TOP + PLOT
            );
            let x = match *anchor {
                "start" => 0.0,
                "end" => 100.0,
                _ => x,
            };
            let label = self.labels.get(*i).map_or("", String::as_str);
            let below = TOP + PLOT + TEXT;
            let _ = write!(
                out,
                "<text text-anchor=\"{anchor}\" x=\"{x:.2}%\" y=\"{below:.2}em\">{}</text>\n\
                 <text class=\"figure\" text-anchor=\"{anchor}\" x=\"{x:.2}%\" y=\"{:.2}em\">{}</text>\n",
                escape(label),
                below + TEXT,
                escape(&figure.text)
            );
        }
        out
    }

    /// Which points have words, and where those begin.
    fn labelled(
        &self,
        series: &Series,
        course: &[f64],
        there: &[(usize, &Figure)],
    ) -> Vec<(usize, &'static str)> {
        let (Some((first, _)), Some((last, _))) = (there.first(), there.last()) else { return Vec::new() };
        let mut taken = vec![(0.0, self.width(series, *first)), (1.0 - self.width(series, *last), 1.0)];
        let mut out = vec![(*first, "start"), (*last, "end")];
        let by_value = |a: &&(usize, &Figure), b: &&(usize, &Figure)| a.1.value.total_cmp(&b.1.value);
        for (i, _) in [there.iter().max_by(by_value), there.iter().min_by(by_value)].into_iter().flatten() {
            // A letter and a half apart, or two figures read as one when a reader spaces the letters out (WCAG 1.4.12).
            let half = self.width(series, *i) / 2.0 + 1.5 * LETTER;
            let middle = course.get(*i).copied().unwrap_or(0.0);
            let free = taken.iter().all(|(from, to)| middle + half < *from || middle - half > *to);
            if free {
                taken.push((middle - half, middle + half));
                out.push((*i, "middle"));
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn svg(text: &str) -> String {
        let table: Vec<Vec<&str>> = text.split('\n').map(|row| row.split(';').collect()).collect();
        Chart::read(&table).expect("a chart").svg("t", "w")
    }

    #[test]
    fn bars_are_as_long_as_their_figures() {
        let drawn = svg("Län;Antal\nBlekinge;5\nSkåne;33");
        assert!(drawn.contains("width=\"15.15%\""), "{drawn}");
        assert!(drawn.contains("width=\"100.00%\""), "{drawn}");
        assert!(drawn.contains("Skåne <tspan class=\"figure\">33</tspan>"), "{drawn}");
        assert!(!drawn.contains("viewBox"), "nothing is scaled");
    }

    #[test]
    fn what_is_below_nothing_goes_the_other_way() {
        let drawn = svg("A;B\nupp;10\nner;-10\nintet;0");
        assert!(drawn.contains("x=\"50.00%\" y=\"1.40em\" width=\"50.00%\""), "{drawn}");
        assert!(drawn.contains("x=\"0.00%\" y=\"5.00em\" width=\"50.00%\""), "{drawn}");
        assert!(drawn.contains("x=\"50.00%\" y=\"8.60em\" width=\"0.00%\""), "{drawn}");
    }

    #[test]
    fn series_differ_by_pattern_and_are_named_at_each_bar() {
        let drawn = svg("Möte;Idéburna;Offentliga\nEtt;5;6\nTvå;7;");
        assert_eq!(drawn.matches("Idéburna <tspan").count(), 2);
        assert!(drawn.contains("fill=\"currentColor\"") && drawn.contains("fill=\"url(#chart-2)\""));
        assert!(drawn.contains("Offentliga <tspan class=\"figure\">–</tspan>"), "what is missing is said");
        assert!(drawn.contains("class=\"label\" x=\"0\" y=\"1.00em\">Ett<"), "{drawn}");
    }

    #[test]
    fn a_line_has_a_gap_where_a_figure_is_missing() {
        let drawn = svg("År;A\n2010;1\n2011;2\n2012;..\n2013;3\n2014;9");
        assert_eq!(drawn.matches("<line class=\"s1\"").count(), 2, "{drawn}");
        assert_eq!(drawn.matches("<circle").count(), 4);
        assert!(drawn.contains("text-anchor=\"end\" x=\"100.00%\""), "{drawn}");
    }

    #[test]
    fn what_is_written_is_not_markup() {
        let drawn = svg("A;B\n<b>&\";1");
        assert!(drawn.contains("&lt;b&gt;&amp;"), "{drawn}");
    }

    #[test]
    fn long_words_are_cut_into_lines() {
        assert_eq!(lines("Kommunernas arbetsmarknadsenheter"), ["Kommunernas", "arbetsmarknadsenheter"]);
        assert!(lines(&"x".repeat(100)).iter().all(|line| line.chars().count() <= LINE));
        assert!(lines("  ").is_empty());
    }

    proptest! {
        // Words without an i: "inf" and "NaN" are looked for in what is drawn.
        #[test]
        fn every_place_is_on_the_picture(
            cells in prop::collection::vec(
                prop::collection::vec("-?[0-9]{1,310}(,[0-9]{1,3})?|–|(19|20)[0-9]{2}|[a-hj-zåäö]{0,30}", 2..6),
                1..9,
            ),
        ) {
            let mut table: Vec<Vec<&str>> = vec![vec!["A", "B", "C", "D", "E"]];
            table.extend(cells.iter().map(|row| row.iter().map(String::as_str).collect::<Vec<_>>()));
            let Some(chart) = Chart::read(&table) else { return Ok(()) };
            let drawn = chart.svg("t", "w");
            prop_assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{drawn}");
            for part in drawn.split('"').filter_map(|part| part.strip_suffix('%')) {
                let share: f64 = part.parse().expect("a number");
                prop_assert!((0.0..=100.01).contains(&share), "{share}: {drawn}");
            }
            for part in drawn.split('"').filter_map(|part| part.strip_suffix("em")) {
                let height: f64 = part.parse().expect("a number");
                prop_assert!((-0.01..10_000.0).contains(&height), "{height}: {drawn}");
            }
            for series in &chart.series {
                chart.told(series, true);
            }
        }
    }
}
