//! A table of figures as a picture: what is in it, what it shows in words, and (in `draw`) how it looks.
//!
//! Drawn by hand because no chart crate gives what a page needs here. `plotters-svg` writes pixels and colours of its own
//! (`fill="#RRGGBB"`), so nothing follows dark mode, forced colours or the size of the text; `poloto` brings a `<style>`
//! of its own, which the site's policy stops; `charming` runs a script engine. None names the picture for those who do
//! not see it. What is needed is small: bars, one line, and words.

mod draw;

use crate::language::{dates, numbers};

/// More series than this cannot be told apart by pattern alone.
const MOST_SERIES: usize = 4;
/// More bars than this make no picture; the table alone is easier to read.
const MOST_BARS: usize = 60;
/// A line needs as many points, or it shows no course.
const LEAST_POINTS: usize = 3;

/// A figure: its value, and its words as they were written.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The value, always finite.
    pub value: f64,
    /// As written.
    pub text: String,
}

/// A column of figures; `None` where the table has none.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// The heading of its column.
    pub name: String,
    /// A figure for each label.
    pub figures: Vec<Option<Figure>>,
}

/// What a table shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// The first column.
    pub labels: Vec<String>,
    /// One to four columns of figures.
    pub series: Vec<Series>,
    /// The places of the labels in time, from 0 to 1, when they are years or days in order and there is one series: then
    /// it is a line. All else is bars: their words stand beside them at any width of the screen.
    course: Option<Vec<f64>>,
}

/// What can be said of a series.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// The only figure: label, figure.
    Only(String, String),
    /// All are alike.
    Alike(String),
    /// The labels of the highest figure, and it.
    Highest(Vec<String>, String),
    /// The labels of the lowest figure, and it.
    Lowest(Vec<String>, String),
    /// The sum, and its decimals.
    Total(f64, usize),
    /// From the first label and figure to the last, and the difference with its decimals.
    Change((String, String), (String, String), f64, usize),
    /// So many figures are missing.
    Missing(usize),
}

/// A figure as people write it: decimal comma, spaces, a minus of any kind, `%` or `kr` after it.
fn figure(text: &str) -> Option<Figure> {
    let bare = text.trim();
    let bare = bare.strip_suffix('%').or_else(|| bare.strip_suffix("kr")).unwrap_or(bare).trim_end();
    let dash = bare.strip_prefix('–').map(|rest| format!("-{rest}"));
    let value = numbers::parse_decimal(dash.as_deref().unwrap_or(bare)).filter(|value| value.is_finite())?;
    Some(Figure { value, text: text.trim().to_owned() })
}

/// Signs that official statistics put where there is no figure (SCB: `..` not available, `–` none).
fn is_missing(text: &str) -> bool {
    matches!(text.trim(), "" | "-" | "–" | "." | ".." | "...")
}

/// So many decimals as a figure was written with.
fn decimals(figure: &Figure) -> usize {
    let after = figure.text.split_once([',', '.']).map_or("", |(_, after)| after);
    after.chars().take_while(char::is_ascii_digit).count()
}

impl Chart {
    /// Reads a table whose first row are headings and whose first column are labels. `None` when it has no column of
    /// figures, or too many to draw.
    pub fn read(table: &[Vec<&str>]) -> Option<Self> {
        let (head, rows) = table.split_first()?;
        if rows.is_empty() {
            return None;
        }
        let labels: Vec<String> =
            rows.iter().map(|row| row.first().map_or("", |label| label.trim()).to_owned()).collect();
        let series: Vec<Series> = head
            .iter()
            .enumerate()
            .skip(1)
            .filter_map(|(i, name)| column(name, rows.iter().map(|row| row.get(i).copied().unwrap_or(""))))
            .collect();
        if series.is_empty() || series.len() > MOST_SERIES {
            return None;
        }
        let mut chart = Self { course: course(&labels), labels, series };
        if chart.series.len() > 1 || !chart.fits_line() {
            chart.course = None;
        }
        let bars = chart.labels.len() * chart.series.len();
        (chart.course.is_some() || bars <= MOST_BARS).then_some(chart)
    }

    /// Whether it is drawn as a line.
    pub fn is_line(&self) -> bool {
        self.course.is_some()
    }

    /// What can be said of a series. A sum is told only of what can be added: `adds` says whether the unit can.
    pub fn told(&self, series: &Series, adds: bool) -> Vec<Told> {
        let there: Vec<(&String, &Figure)> =
            self.labels.iter().zip(&series.figures).filter_map(|(l, f)| Some((l, f.as_ref()?))).collect();
        let missing = series.figures.len() - there.len();
        let most = there.iter().map(|(_, figure)| decimals(figure)).max().unwrap_or(0);
        let mut told = Vec::new();
        if let (Some(first), Some(last)) = (there.first(), there.last()) {
            let pair = |(label, figure): &(&String, &Figure)| ((*label).clone(), figure.text.clone());
            if there.len() == 1 {
                told.push(Told::Only(first.0.clone(), first.1.text.clone()));
            } else {
                if self.is_line() {
                    let change = last.1.value - first.1.value;
                    if change.is_finite() {
                        told.push(Told::Change(pair(first), pair(last), change, most));
                    }
                }
                told.extend(extremes(&there));
            }
            // A row of sums, or a figure below nothing, is not for adding up.
            let negative = there.iter().any(|(_, figure)| figure.value < 0.0);
            let summed = there.iter().any(|(label, _)| is_sum(label));
            let total: f64 = there.iter().map(|(_, figure)| figure.value).sum();
            let whole = there.len() > 1 && missing == 0 && !self.is_line();
            if adds && whole && !negative && !summed && total.is_finite() {
                told.push(Told::Total(total, most));
            }
        }
        if missing > 0 {
            told.push(Told::Missing(missing));
        }
        told
    }
}

/// A column, if every cell that is filled holds a figure and one is.
fn column<'t>(name: &str, cells: impl Iterator<Item = &'t str>) -> Option<Series> {
    let mut figures = Vec::new();
    for cell in cells {
        if is_missing(cell) {
            figures.push(None);
        } else {
            figures.push(Some(figure(cell)?));
        }
    }
    figures.iter().any(Option::is_some).then(|| Series { name: name.trim().to_owned(), figures })
}

/// The highest and the lowest figure, each with all labels that have it.
fn extremes(there: &[(&String, &Figure)]) -> Vec<Told> {
    let by_value = |a: &&(&String, &Figure), b: &&(&String, &Figure)| a.1.value.total_cmp(&b.1.value);
    let (Some((_, high)), Some((_, low))) = (there.iter().max_by(by_value), there.iter().min_by(by_value))
    else {
        return Vec::new();
    };
    let same = |a: f64, b: f64| a.total_cmp(&b).is_eq();
    if same(high.value, low.value) {
        return vec![Told::Alike(high.text.clone())];
    }
    let with = |value: f64| {
        there.iter().filter(|(_, f)| same(f.value, value)).map(|(label, _)| (*label).clone()).collect()
    };
    vec![Told::Highest(with(high.value), high.text.clone()), Told::Lowest(with(low.value), low.text.clone())]
}

/// Whether a row holds the sum of the others.
fn is_sum(label: &str) -> bool {
    let first = label.split_whitespace().next().unwrap_or("").to_lowercase();
    matches!(first.as_str(), "summa" | "totalt" | "total" | "alla" | "hela" | "sum" | "all" | "samtliga")
}

/// The places of labels in time, when all are years, months or days and each is later than the one before.
fn course(labels: &[String]) -> Option<Vec<f64>> {
    let years: Option<Vec<f64>> = labels.iter().map(|label| moment(label)).collect();
    let years = years.filter(|years| years.len() >= LEAST_POINTS)?;
    let (first, last) = (*years.first()?, *years.last()?);
    let rises = years.windows(2).all(|pair| matches!(pair, [a, b] if a < b));
    rises.then(|| years.iter().map(|year| ((year - first) / (last - first)).clamp(0.0, 1.0)).collect())
}

/// A year, a month (`2014-03`) or a day as a number of years.
fn moment(label: &str) -> Option<f64> {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if label.len() == 4 && digits(label) {
        return label.parse().ok();
    }
    let day = match label.split_once('-') {
        Some((year, month)) if year.len() == 4 && month.len() == 2 && digits(month) => {
            dates::parse(&format!("{label}-01"))?
        }
        _ => dates::parse(label)?,
    };
    Some(f64::from(day.year()) + f64::from(day.day_of_year() - 1) / 366.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Chart> {
        let table: Vec<Vec<&str>> = text.split('\n').map(|row| row.split(';').collect()).collect();
        Chart::read(&table)
    }

    fn told(text: &str) -> Vec<Told> {
        let chart = read(text).expect("a chart");
        chart.told(&chart.series[0], true)
    }

    #[test]
    fn figures_are_read_as_people_write_them() {
        for (text, value) in [
            ("12,5", 12.5),
            ("445 986 kr", 445_986.0),
            ("1\u{a0}234", 1234.0),
            ("−3", -3.0),
            ("–3", -3.0),
            ("40 %", 40.0),
        ] {
            let figure = figure(text).expect(text);
            assert!((figure.value - value).abs() < f64::EPSILON, "{text}");
            assert_eq!(figure.text, text);
        }
        assert_eq!(figure("många"), None);
        assert_eq!(figure(&"9".repeat(400)), None, "not finite");
    }

    #[test]
    fn a_table_without_figures_makes_no_chart() {
        for text in
            ["", "A;B", "A\n1", "A;B\nx;y", "A;B\nx;1\ny;två", "A;B\nx;..", "A;1;2;3;4;5\nx;1;2;3;4;5"]
        {
            assert_eq!(read(text), None, "{text}");
        }
        // A column of words beside figures is left to the table.
        assert_eq!(read("A;B;C\nx;1;ja").map(|chart| chart.series.len()), Some(1));
    }

    #[test]
    fn years_in_order_make_a_line() {
        assert!(read("År;Antal\n2012;1\n2013;2\n2014;4").is_some_and(|c| c.is_line()));
        assert!(read("Månad;Antal\n2014-01;1\n2014-02;2\n2014-03;4").is_some_and(|c| c.is_line()));
        assert!(read("Dag;Antal\n1 mars 2014;1\n2 mars 2014;2\n3 mars 2014;4").is_some_and(|c| c.is_line()));
        for bars in [
            "År;Antal\n2012;1\n2013;2",
            "År;Antal\n2014;1\n2013;2\n2012;4",
            "År;A;B\n2012;1;1\n2013;2;2\n2014;4;4",
            "Län;Antal\nA;1\nB;2\nC;3",
        ] {
            assert!(read(bars).is_some_and(|c| !c.is_line()), "{bars}");
        }
    }

    #[test]
    fn what_a_chart_shows_is_told() {
        let s = |text: &str| text.to_owned();
        assert_eq!(
            told("Län;Antal\nBlekinge;5\nSkåne;33"),
            [
                Told::Highest(vec![s("Skåne")], s("33")),
                Told::Lowest(vec![s("Blekinge")], s("5")),
                Told::Total(38.0, 0)
            ]
        );
        assert_eq!(told("A;B\nx;5"), [Told::Only(s("x"), s("5"))]);
        assert_eq!(told("A;B\nx;5\ny;5,0"), [Told::Alike(s("5,0")), Told::Total(10.0, 1)]);
        assert_eq!(
            told("A;B\nx;5\ny;\nz;-1"),
            [Told::Highest(vec![s("x")], s("5")), Told::Lowest(vec![s("z")], s("-1")), Told::Missing(1)]
        );
        assert_eq!(
            told("År;B\n2012;1,5\n2013;4\n2014;3"),
            [
                Told::Change((s("2012"), s("1,5")), (s("2014"), s("3")), 1.5, 1),
                Told::Highest(vec![s("2013")], s("4")),
                Told::Lowest(vec![s("2012")], s("1,5")),
            ]
        );
        let summed = told("A;B\nx;1\ny;2\nSumma;3");
        assert!(!summed.iter().any(|told| matches!(told, Told::Total(..))), "{summed:?}");
    }
}
