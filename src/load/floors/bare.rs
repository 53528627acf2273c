//! Bare prepared statements, in equal batches: the floor of the journal.
//!
//! On SQLite they go straight to the library: rows that are added many at a time, rows that are changed one by
//! one. That is the faster way: rows added one by one took about a fifth longer. On PostgreSQL they go through the same libpq, all of them many rows at a time, because
//! there each statement is a round trip. The rows are made beforehand; only writing them is measured.

use std::collections::BTreeMap;

use super::FloorError;
use super::deeds::{Deed, Sql};
use super::home::Place;
use super::rows::{Batch, Cell, Row};
#[cfg(feature = "postgres")]
use crate::store::Conn;
use crate::store::open::writer_settings;
#[cfg(feature = "postgres")]
use crate::store::statement;

/// A connection that writes rows.
pub(super) enum Bare {
    Sqlite {
        conn: rusqlite::Connection,
        /// Statements, by what they do and for how many rows.
        texts: BTreeMap<(Deed, usize), String>,
    },
    #[cfg(feature = "postgres")]
    Postgres(Conn),
}

/// Statements that stay prepared: all there are.
const PREPARED: usize = 128;
/// Rows in one statement: few different texts, so that all stay prepared.
const SIZES: [usize; 5] = [128, 64, 16, 4, 1];

impl Bare {
    /// A connection to a place, set up as the journal's.
    pub(super) fn open(place: &Place) -> Result<Self, FloorError> {
        #[cfg(feature = "postgres")]
        if place.url.starts_with("postgres") {
            return Ok(Self::Postgres(place.database.writer()?));
        }
        let conn = rusqlite::Connection::open(&place.url)?;
        conn.execute_batch(&writer_settings())?;
        conn.set_prepared_statement_cache_capacity(PREPARED);
        Ok(Self::Sqlite { conn, texts: BTreeMap::new() })
    }

    /// Writes rows in one transaction.
    pub(super) fn write(&mut self, batch: &Batch) -> Result<(), FloorError> {
        match self {
            Self::Sqlite { conn, texts } => {
                let immediate = rusqlite::TransactionBehavior::Immediate;
                let transaction = conn.transaction_with_behavior(immediate)?;
                for (deed, rows) in batch {
                    let sql = deed.sql();
                    let mut rest = rows.as_slice();
                    while let Some(size) = SIZES.into_iter().find(|size| *size <= rest.len()) {
                        // Only what is added can be written together.
                        let size = if sql.tail.is_empty() { size } else { 1 };
                        let (some, others) = rest.split_at(size);
                        rest = others;
                        let text = texts.entry((*deed, size)).or_insert_with(|| text(&sql, some));
                        let mut statement = transaction.prepare_cached(text)?;
                        statement.execute(rusqlite::params_from_iter(some.iter().flatten()))?;
                    }
                }
                transaction.commit()?;
            }
            #[cfg(feature = "postgres")]
            Self::Postgres(conn) => crate::store::open::within(conn, |conn| {
                for (deed, rows) in batch {
                    let sql = deed.sql();
                    let Some(columns) = rows.first().map(Vec::len) else { continue };
                    let values = rows.iter().flatten().map(statement::Value::from).collect();
                    statement::Rows::of(sql.head, columns, sql.tail, values).flush(conn)?;
                }
                Ok(())
            })?,
        }
        Ok(())
    }
}

/// The statement for these rows.
fn text(sql: &Sql, rows: &[Row]) -> String {
    let [_, _, ..] = rows else { return sql.one.to_owned() };
    let columns = rows.first().map_or(0, Vec::len);
    let row = format!("({})", vec!["?"; columns].join(","));
    format!("{} VALUES {}", sql.head, vec![row; rows.len()].join(","))
}

impl rusqlite::ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, Value, ValueRef};
        Ok(match self {
            Self::Int(value) => ToSqlOutput::Owned(Value::Integer(*value)),
            Self::Text(value) => ToSqlOutput::Borrowed(ValueRef::Text(value.as_bytes())),
            Self::NoInt | Self::NoText => ToSqlOutput::Owned(Value::Null),
        })
    }
}

#[cfg(feature = "postgres")]
impl<'a> From<&'a Cell> for statement::Value<'a> {
    fn from(cell: &'a Cell) -> Self {
        match cell {
            Cell::Int(value) => Self::Int(*value),
            Cell::NoInt => Self::MaybeInt(None),
            Cell::Text(value) => Self::Text(std::borrow::Cow::Borrowed(value)),
            Cell::NoText => Self::MaybeText(None),
        }
    }
}
