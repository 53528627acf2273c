//! Statements that diesel's builder cannot say on both databases at once (`ON CONFLICT`, many rows with a
//! cached text). A `?` in the text is a place for a value, whatever the database calls it.

use std::borrow::Cow;
use std::fmt::Write as _;

use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{BigInt, Bool, Nullable, Text};

use super::Conn;
use super::conn::MultiBackend;

/// A value for a place in a statement.
#[derive(Debug, Clone)]
pub(crate) enum Value<'a> {
    Int(i64),
    MaybeInt(Option<i64>),
    Text(Cow<'a, str>),
    MaybeText(Option<Cow<'a, str>>),
    Bool(bool),
}

/// PostgreSQL takes no NUL in a text, and what people send may hold one.
fn storable(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "\u{fffd}")) } else { text }
}

impl From<i64> for Value<'_> {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<u32> for Value<'_> {
    fn from(value: u32) -> Self {
        Self::Int(i64::from(value))
    }
}

impl From<u8> for Value<'_> {
    fn from(value: u8) -> Self {
        Self::Int(i64::from(value))
    }
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(storable(Cow::Borrowed(value)))
    }
}

impl From<String> for Value<'_> {
    fn from(value: String) -> Self {
        Self::Text(storable(Cow::Owned(value)))
    }
}

impl From<Option<i64>> for Value<'_> {
    fn from(value: Option<i64>) -> Self {
        Self::MaybeInt(value)
    }
}

impl<'a> From<Option<&'a str>> for Value<'a> {
    fn from(value: Option<&'a str>) -> Self {
        Self::MaybeText(value.map(|value| storable(Cow::Borrowed(value))))
    }
}

impl From<Option<String>> for Value<'_> {
    fn from(value: Option<String>) -> Self {
        Self::MaybeText(value.map(|value| storable(Cow::Owned(value))))
    }
}

/// A statement with its values, prepared once per text and connection.
pub(super) struct Statement<'a, 's> {
    sql: &'s str,
    values: Vec<Value<'a>>,
}

impl QueryId for Statement<'_, '_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl QueryFragment<MultiBackend> for Statement<'_, '_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        let mut pieces = self.sql.split('?');
        out.push_sql(pieces.next().unwrap_or_default());
        let mut values = self.values.iter();
        for piece in pieces {
            match values.next() {
                Some(Value::Int(value)) => out.push_bind_param::<BigInt, _>(value)?,
                Some(Value::MaybeInt(value)) => {
                    out.push_bind_param::<Nullable<BigInt>, _>(value)?
                }
                Some(Value::Text(value)) => out.push_bind_param::<Text, _>(value)?,
                Some(Value::MaybeText(value)) => out.push_bind_param::<Nullable<Text>, _>(value)?,
                Some(Value::Bool(value)) => out.push_bind_param::<Bool, _>(value)?,
                None => {
                    return Err(diesel::result::Error::QueryBuilderError("too few values".into()));
                }
            }
            out.push_sql(piece);
        }
        Ok(())
    }
}

impl RunQueryDsl<Conn> for Statement<'_, '_> {}

/// Runs a statement; says how many rows it touched.
pub(super) fn run(conn: &mut Conn, sql: &str, values: Vec<Value<'_>>) -> QueryResult<usize> {
    Statement { sql, values }.execute(conn)
}

/// The sizes in which rows are inserted: few different texts, so that all stay prepared.
const SIZES: [usize; 4] = [64, 16, 4, 1];

/// Deletes the rows of a line with these ids. `head` is everything before the list.
pub(super) fn delete(conn: &mut Conn, head: &str, line: i64, ids: &[i64]) -> QueryResult<()> {
    let mut rest = ids;
    while let Some(size) = SIZES.into_iter().find(|size| *size <= rest.len()) {
        let (some, others) = rest.split_at(size);
        let sql = format!("{head}(?{})", ",?".repeat(size - 1));
        let values = std::iter::once(line).chain(some.iter().copied()).map(Value::from).collect();
        run(conn, &sql, values)?;
        rest = others;
    }
    Ok(())
}

/// Rows for one table, inserted many at a time.
pub(crate) struct Rows<'a> {
    head: &'static str,
    columns: usize,
    tail: &'static str,
    values: Vec<Value<'a>>,
}

impl<'a> Rows<'a> {
    /// No rows yet. `head` is everything before `VALUES`, `tail` everything after the rows.
    pub fn new(head: &'static str, columns: usize, tail: &'static str) -> Self {
        Self { head, columns, tail, values: Vec::new() }
    }

    /// Rows whose values are all there.
    #[cfg(feature = "postgres")]
    pub fn of(
        head: &'static str,
        columns: usize,
        tail: &'static str,
        values: Vec<Value<'a>>,
    ) -> Self {
        Self { head, columns, tail, values }
    }

    /// Adds a row.
    pub fn push<const N: usize>(&mut self, row: [Value<'a>; N]) {
        debug_assert_eq!(N, self.columns);
        self.values.extend(row);
    }

    /// Inserts all rows.
    pub fn flush(&mut self, conn: &mut Conn) -> QueryResult<()> {
        while !self.values.is_empty() {
            let rows = self.values.len() / self.columns;
            let size = SIZES.into_iter().find(|size| *size <= rows).unwrap_or(1);
            let rest = self.values.split_off(size * self.columns);
            let values = std::mem::replace(&mut self.values, rest);
            run(conn, &self.text(size), values)?;
        }
        Ok(())
    }

    fn text(&self, rows: usize) -> String {
        let mut row = String::from("(?");
        (1..self.columns).for_each(|_| row.push_str(",?"));
        row.push(')');
        let mut sql =
            String::with_capacity(self.head.len() + self.tail.len() + rows * (row.len() + 1) + 16);
        let _infallible = write!(sql, "{} VALUES {row}", self.head);
        for _ in 1..rows {
            sql.push(',');
            sql.push_str(&row);
        }
        sql.push_str(self.tail);
        sql
    }
}
