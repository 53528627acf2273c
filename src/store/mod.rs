//! Everything that touches the database: SQLite or PostgreSQL through one connection type, [`Conn`].
//!
//! Case data is written by one thread, the [`journal`]; everybody else reads through the [`ReadPool`]. Rows
//! become domain values here; queries are free functions, one file per table, named for the question.

pub mod agents;
pub mod audit;
mod columns;
pub mod console;
pub mod copies;
pub mod customers;
pub mod files;
pub mod groups;
pub mod invitations;
pub mod jobs;
pub mod journal;
pub mod latest;
pub mod line_states;
pub mod lines;
pub mod load;
pub mod open;
pub mod outbox;
mod persist;
#[allow(missing_docs, reason = "the columns are described in migrations/")]
pub mod schema;
pub mod search;
pub mod sessions;
pub mod settings;
pub(crate) mod statement;
pub mod tickets;
pub mod training;
pub mod users;
pub mod words;

pub use open::{Database, OpenError, ReadPool};

mod conn {
    use diesel::prelude::*;

    /// A connection to either database.
    #[derive(diesel::MultiConnection)]
    pub enum Conn {
        /// PostgreSQL.
        #[cfg(feature = "postgres")]
        Postgres(PgConnection),
        /// SQLite.
        Sqlite(SqliteConnection),
    }
}

pub use conn::Conn;
use conn::MultiBackend;
