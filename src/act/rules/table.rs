//! Headers of tables: that each has cells, and that `headers` names cells of the same table.

use super::super::role;
use super::super::shown::Tri;
use super::super::tree::{Id, Tree};
use super::{Court, templated, tri};
use crate::report::catalog::html as rules;
use std::collections::BTreeSet;

/// A table wider or longer than this is not laid out.
const MOST: usize = 2000;

pub(super) fn judge(court: &mut Court) {
    for id in court.elements() {
        let tree = &court.page.tree;
        let Some(role) = role::role(tree, id) else { continue };
        if !(role.is("table") || role.is("grid")) || court.page.shown.exposed(id) == Tri::No {
            continue;
        }
        if tree.tag(id) == "table" {
            references(court, id);
            headers(court, id, &native_grid(tree, id));
        } else {
            headers(court, id, &aria_grid(tree, id));
        }
    }
}

/// A cell with where it lies.
#[derive(Debug, Clone)]
struct Cell {
    id: Id,
    column: usize,
    row: usize,
    width: usize,
    height: usize,
    header: bool,
    /// It has `headers`, and belongs to those alone.
    bound: bool,
}

/// The cells of a table; `None` when where they lie cannot be told.
type Grid = Option<Vec<Cell>>;

/// The nearest table around a cell.
fn table_of(tree: &Tree, id: Id) -> Option<Id> {
    tree.ancestors(id).find(|up| tree.tag(*up) == "table")
}

fn rows(tree: &Tree, table: Id) -> Vec<Id> {
    let mut rows = Vec::new();
    for child in tree.children(table) {
        match tree.tag(child) {
            "tr" => rows.push(child),
            "thead" | "tbody" | "tfoot" => {
                rows.extend(tree.children(child).filter(|row| tree.tag(*row) == "tr"));
            }
            _ => {}
        }
    }
    rows
}

/// Forming a table (HTML, 4.9.12), with row groups that end what spans.
fn native_grid(tree: &Tree, table: Id) -> Grid {
    let mut cells: Vec<Cell> = Vec::new();
    // For each column, the first row that is free again.
    let mut taken: Vec<usize> = Vec::new();
    let mut group = None;
    for (row, tr) in rows(tree, table).into_iter().enumerate() {
        if tree.parent(tr) != group {
            group = tree.parent(tr);
            taken.fill(0);
        }
        let mut column = 0;
        for id in tree.children(tr).filter(|id| matches!(tree.tag(*id), "td" | "th")) {
            while taken.get(column).is_some_and(|free| *free > row) {
                column += 1;
            }
            let span = |name: &str| tree.get(id, name).and_then(|v| v.trim().parse::<usize>().ok());
            let width = span("colspan").unwrap_or(1).clamp(1, 1000);
            let height = match span("rowspan") {
                Some(0) => MOST,
                other => other.unwrap_or(1).min(MOST),
            };
            if column + width > MOST || row > MOST {
                return None;
            }
            if taken.len() < column + width {
                taken.resize(column + width, 0);
            }
            for slot in taken.iter_mut().skip(column).take(width) {
                *slot = row + height;
            }
            let (header, bound) = (is_header(tree, id), tree.has(id, "headers"));
            cells.push(Cell { id, column, row, width, height, header, bound });
            column += width;
        }
    }
    Some(cells)
}

/// A table of roles: the cells of each row in turn. Where attributes move them, it cannot be told.
fn aria_grid(tree: &Tree, table: Id) -> Grid {
    let moved =
        ["aria-colindex", "aria-rowindex", "aria-colspan", "aria-rowspan", "aria-owns", "aria-colcount"];
    let mut cells = Vec::new();
    let mut row = 0;
    let mut column = 0;
    let mut in_row = None;
    for id in tree.within(table).filter(|id| tree.element(*id).is_some()) {
        if moved.iter().any(|name| tree.has(id, name)) {
            return None;
        }
        let Some(role) = role::role(tree, id) else { continue };
        if role.is("row") {
            row += 1;
            column = 0;
            in_row = Some(tree.after(id));
        } else if role.is("cell") {
            if in_row.is_none_or(|end| id >= end) {
                return None;
            }
            let (header, bound) = (is_header(tree, id), tree.has(id, "headers"));
            cells.push(Cell { id, column, row, width: 1, height: 1, header, bound });
            column += 1;
        } else if role.is("table") || role.is("grid") {
            return None;
        }
    }
    Some(cells)
}

/// Whether two cells share a column (or, with the sides turned, a row).
fn overlap(from: usize, size: usize, other: usize, other_size: usize) -> bool {
    from < other + other_size && other < from + size
}

fn headers(court: &mut Court, table: Id, grid: &Grid) {
    let tree = &court.page.tree;
    let Some(cells) = grid else { return };
    let data = cells.iter().any(|cell| !cell.header && !tree.has(cell.id, "hidden"));
    let bound = cells.iter().filter(|cell| cell.bound).filter_map(|cell| tree.get(cell.id, "headers"));
    let named: BTreeSet<&str> = bound.flat_map(str::split_ascii_whitespace).collect();
    // Cells that may be hidden move the others, or do not.
    let whole = cells.iter().all(|cell| court.page.shown.exposed(cell.id) == Tri::Yes);
    let included = court.page.included(table).min(if whole { Tri::Yes } else { Tri::Maybe });
    let mut judged = Vec::new();
    for cell in cells.iter().filter(|cell| cell.header) {
        let shown = court.page.shown.visible(cell.id).min(court.page.shown.exposed(cell.id));
        if shown == Tri::No || included == Tri::No {
            continue;
        }
        // A table that has only headers may be one that is not filled in yet.
        let wrong = if data { alone(tree, cell, cells, &named) } else { Tri::Maybe };
        judged.push((cell.id, wrong.min(shown).min(included)));
    }
    for (id, wrong) in judged {
        court.lacking(&rules::HTML_HEADER_WITHOUT_CELLS, court.tag(id), wrong, Vec::new());
    }
}

fn is_header(tree: &Tree, id: Id) -> bool {
    role::role(tree, id).is_some_and(|role| matches!(role.name, "columnheader" | "rowheader"))
}

/// Whether no cell belongs to a header.
fn alone(tree: &Tree, header: &Cell, cells: &[Cell], named: &BTreeSet<&str>) -> Tri {
    if tree.get(header.id, "id").is_some_and(|name| named.contains(name)) {
        return Tri::No;
    }
    let free = |cell: &&Cell| cell.id != header.id && !cell.bound;
    let column = |cell: &&Cell| {
        overlap(header.column, header.width, cell.column, cell.width) && cell.row != header.row
    };
    let row = |cell: &&Cell| {
        overlap(header.row, header.height, cell.row, cell.height) && cell.column != header.column
    };
    let scope = tree.get(header.id, "scope").unwrap_or("").trim().to_ascii_lowercase();
    let plain = |cell: &Cell| !cell.header;
    let down = match scope.as_str() {
        "col" => true,
        "row" => false,
        "" => !cells.iter().filter(row).any(plain),
        // A header of a group of columns or rows reaches further than is reckoned here.
        _ => return Tri::Maybe,
    };
    // Where `scope` does not say it, a header beside which there are cells both ways is left to the browser.
    let found = if down {
        cells.iter().filter(free).any(|c| column(&c))
    } else {
        cells.iter().filter(free).any(|c| row(&c))
    };
    let other = if down {
        cells.iter().filter(free).filter(row).any(plain)
    } else {
        cells.iter().filter(free).any(|c| column(&c))
    };
    match (found, other) {
        (true, _) => Tri::No,
        (false, true) => Tri::Maybe,
        (false, false) => Tri::Yes,
    }
}

/// `headers` names cells of the same table, and not the cell itself.
fn references(court: &mut Court, table: Id) {
    let tree = &court.page.tree;
    let shown = court.page.shown.visible(table).min(court.page.included(table));
    let mut judged = Vec::new();
    let rows = rows(tree, table);
    for id in rows.into_iter().flat_map(|row| tree.children(row)).filter(|id| tree.has(*id, "headers")) {
        if !matches!(tree.tag(id), "td" | "th") || shown == Tri::No {
            continue;
        }
        let value = tree.get(id, "headers").unwrap_or("");
        let fits = |name: &str| {
            tree.all_by_id(name).iter().any(|at| {
                *at != id && matches!(tree.tag(*at), "td" | "th") && table_of(tree, *at) == Some(table)
            })
        };
        let wrong = value.split_ascii_whitespace().find(|name| !fits(name)).map(str::to_owned);
        let state = if templated(value) { Tri::Maybe } else { tri(wrong.is_some()).min(shown) };
        judged.push((id, state, wrong.unwrap_or_default()));
    }
    for (id, wrong, name) in judged {
        court.lacking(
            &rules::HTML_HEADERS_ELSEWHERE,
            court.attribute(id, "headers"),
            wrong,
            vec![("value", name.into())],
        );
    }
}
