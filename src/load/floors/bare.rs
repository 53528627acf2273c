//! Bare prepared statements, in equal batches: the floor of the journal.
//!
//! On SQLite they go straight to the library, one row at a time, which is its fastest way: there is no round
//! trip to save, and a row costs what it costs. On PostgreSQL they go through the same libpq, many rows at a
//! time, because there each statement is a round trip. The rows are made beforehand; only writing them is
//! measured.

use super::FloorError;
use super::home::Place;
use super::rows::{Batch, Cell};
#[cfg(feature = "postgres")]
use crate::store::Conn;
use crate::store::open::writer_settings;
#[cfg(feature = "postgres")]
use crate::store::statement;

/// A connection that writes rows.
pub(super) enum Bare {
    Sqlite(rusqlite::Connection),
    #[cfg(feature = "postgres")]
    Postgres(Conn),
}

/// Statements that stay prepared: all there are.
const PREPARED: usize = 32;

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
        Ok(Self::Sqlite(conn))
    }

    /// Writes rows in one transaction.
    pub(super) fn write(&mut self, batch: &Batch) -> Result<(), FloorError> {
        match self {
            Self::Sqlite(conn) => {
                let immediate = rusqlite::TransactionBehavior::Immediate;
                let transaction = conn.transaction_with_behavior(immediate)?;
                for (deed, rows) in batch {
                    let mut statement = transaction.prepare_cached(deed.sql().one)?;
                    for row in rows {
                        statement.execute(rusqlite::params_from_iter(row))?;
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
