//! Opening the database: from its address to connections that are set up, and a schema that is up to date.

use std::path::{Path, PathBuf};

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::prelude::*;
use diesel::r2d2::{ManageConnection, Pool, R2D2Connection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::Conn;
use super::journal::{Journal, StartError, Verdict};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
#[cfg(feature = "postgres")]
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// How long a statement waits for another writer.
const BUSY_MS: u32 = 10_000;
/// What the journal's connection keeps of the file in memory (KiB): the rows of open cases and the upper
/// pages of all indexes, so that a write does not read first.
const WRITER_CACHE_KIB: u32 = 64 * 1024;
/// Pages in the write-ahead log before they are copied into the file: a page that changes in every commit is
/// then copied once in many. (16 MiB; read again at the next start.)
const CHECKPOINT_PAGES: u32 = 4_000;
/// Connections that only read.
const READERS: u32 = 6;
/// Serialises migrations of several processes that start at once on PostgreSQL.
#[cfg(feature = "postgres")]
const MIGRATION_LOCK: i64 = 0x7265_6c65_766f;

/// Why the database could not be opened. Says what to do, never a password.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder of the file is not there and cannot be made.
    #[error(
        "cannot create the folder {folder} for the database: {source}; create it, or choose another path"
    )]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file cannot be opened or written.
    #[error(
        "cannot use the database file {file}: {reason}; it and its folder must be writable by this user"
    )]
    File {
        /// The file.
        file: PathBuf,
        /// What SQLite said.
        reason: String,
    },
    /// The server does not answer or does not let us in.
    #[error(
        "cannot reach PostgreSQL at {server}: {reason}; check that it runs, and the host, user, password and \
         database in DATABASE_URL"
    )]
    Unreachable {
        /// Host and database.
        server: String,
        /// What libpq said.
        reason: String,
    },
    /// This program was built for SQLite only.
    #[error(
        "this program was built without PostgreSQL; give the path of a SQLite file, or build it with the feature `postgres`"
    )]
    WithoutPostgres,
    /// The tables could not be brought up to date.
    #[error(
        "cannot update the tables of {database}: {reason}; restore a backup or use the version that wrote it"
    )]
    Migration {
        /// The file or server.
        database: String,
        /// What failed.
        reason: String,
    },
    /// No connection for reading could be had.
    #[error("cannot open connections for reading: {0}")]
    Readers(#[from] diesel::r2d2::PoolError),
}

/// Connections that only read, shared by whoever shows things.
pub type ReadPool = Pool<Readers>;

/// A database that is open and up to date.
#[derive(Debug, Clone)]
pub struct Database {
    place: Place,
    readers: ReadPool,
}

impl Database {
    /// Opens the SQLite file or PostgreSQL database at `url` and brings its tables up to date.
    ///
    /// # Errors
    /// [`OpenError`] says what is wrong and what to do.
    pub fn open(url: &str) -> Result<Self, OpenError> {
        let place = Place::of(url)?;
        if let Place::Sqlite(file) = &place
            && let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty())
        {
            std::fs::create_dir_all(folder)
                .map_err(|source| OpenError::Folder { folder: folder.to_owned(), source })?;
        }
        let mut conn = place.connect(Access::Write)?;
        migrate(&mut conn)
            .map_err(|reason| OpenError::Migration { database: place.to_string(), reason })?;
        let readers = Pool::builder()
            .max_size(READERS)
            .min_idle(Some(1))
            .connection_timeout(std::time::Duration::from_secs(10))
            .test_on_check_out(matches!(place, Place::Postgres(_)))
            .build(Readers { place: place.clone() })?;
        Ok(Self { place, readers })
    }

    /// Connections for reading.
    #[must_use]
    pub fn readers(&self) -> ReadPool {
        self.readers.clone()
    }

    /// A new connection that may write: for the journal, or for what is not case data (users, settings).
    ///
    /// # Errors
    /// [`OpenError`] if the database is out of reach.
    pub fn writer(&self) -> Result<Conn, OpenError> {
        self.place.connect(Access::Write)
    }

    /// Starts the journal on this database; it connects again when the connection breaks.
    ///
    /// # Errors
    /// [`StartError`] if there is no thread to be had, [`OpenError`] if the database is out of reach.
    pub fn start_journal(
        &self,
        on_verdict: impl FnMut(Verdict) + Send + 'static,
    ) -> Result<(Journal, std::thread::JoinHandle<()>), JournalError> {
        let place = self.place.clone();
        let reopen = move || place.connect(Access::Write).ok();
        Ok(Journal::start_reopening(self.writer()?, reopen, on_verdict)?)
    }
}

/// Why the journal of a database did not start.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "each is the error of that name")]
pub enum JournalError {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Start(#[from] StartError),
}

/// Brings the tables up to date.
///
/// # Errors
/// What failed, in words.
pub fn migrate(conn: &mut Conn) -> Result<(), String> {
    let done = match conn {
        Conn::Sqlite(conn) => conn.run_pending_migrations(SQLITE).map(|_| ()),
        #[cfg(feature = "postgres")]
        Conn::Postgres(conn) => {
            let said = |error: diesel::result::Error| error.to_string();
            conn.batch_execute(&format!("SELECT pg_advisory_lock({MIGRATION_LOCK})"))
                .map_err(said)?;
            let done = conn.run_pending_migrations(POSTGRES).map(|_| ());
            conn.batch_execute(&format!("SELECT pg_advisory_unlock({MIGRATION_LOCK})"))
                .map_err(said)?;
            done
        }
    };
    done.map_err(|error| error.to_string())
}

/// Takes all migrations back, with all data: for tests of the migrations themselves.
///
/// # Errors
/// What failed, in words.
pub fn revert_all(conn: &mut Conn) -> Result<(), String> {
    let done = match conn {
        Conn::Sqlite(conn) => conn.revert_all_migrations(SQLITE).map(|_| ()),
        #[cfg(feature = "postgres")]
        Conn::Postgres(conn) => conn.revert_all_migrations(POSTGRES).map(|_| ()),
    };
    done.map_err(|error| error.to_string())
}

/// Does `work` in one transaction. On SQLite it is a writer from the start: a reader that turns into one
/// can be refused whatever it waits.
pub(crate) fn within<T>(
    conn: &mut Conn,
    work: impl FnOnce(&mut Conn) -> QueryResult<T>,
) -> QueryResult<T> {
    match conn {
        Conn::Sqlite(conn) => {
            AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN IMMEDIATE")?
        }
        #[cfg(feature = "postgres")]
        Conn::Postgres(conn) => AnsiTransactionManager::begin_transaction(conn)?,
    }
    finish(conn, work)
}

/// Does `work` on the data as of one moment.
pub(super) fn snapshot<T>(
    conn: &mut Conn,
    work: impl FnOnce(&mut Conn) -> QueryResult<T>,
) -> QueryResult<T> {
    match conn {
        Conn::Sqlite(conn) => AnsiTransactionManager::begin_transaction(conn)?,
        #[cfg(feature = "postgres")]
        Conn::Postgres(conn) => {
            AnsiTransactionManager::begin_transaction_sql(
                conn,
                "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            )?;
        }
    }
    finish(conn, work)
}

fn finish<T>(conn: &mut Conn, work: impl FnOnce(&mut Conn) -> QueryResult<T>) -> QueryResult<T> {
    match work(conn) {
        Ok(value) => {
            <Conn as Connection>::TransactionManager::commit_transaction(conn)?;
            Ok(value)
        }
        Err(error) => match <Conn as Connection>::TransactionManager::rollback_transaction(conn) {
            Ok(()) | Err(diesel::result::Error::BrokenTransactionManager) => Err(error),
            Err(rollback) => Err(rollback),
        },
    }
}

/// What is set on SQLite connections that write.
pub(crate) fn writer_settings() -> String {
    format!(
        "PRAGMA busy_timeout = {BUSY_MS}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
         PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -{WRITER_CACHE_KIB}; \
         PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES};"
    )
}

/// Opens connections for the read pool.
#[derive(Debug, Clone)]
pub struct Readers {
    place: Place,
}

impl ManageConnection for Readers {
    type Connection = Conn;
    type Error = OpenError;

    fn connect(&self) -> Result<Conn, OpenError> {
        self.place.connect(Access::Read)
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), OpenError> {
        conn.ping().map_err(|error| self.place.refused(&error.to_string()))
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        conn.is_broken()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    Read,
    Write,
}

/// Where the database is.
#[derive(Clone)]
enum Place {
    Sqlite(PathBuf),
    #[cfg_attr(
        not(feature = "postgres"),
        allow(dead_code, reason = "an address is recognised all the same")
    )]
    Postgres(String),
}

impl Place {
    fn of(url: &str) -> Result<Self, OpenError> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return if cfg!(feature = "postgres") {
                Ok(Self::Postgres(url.to_owned()))
            } else {
                Err(OpenError::WithoutPostgres)
            };
        }
        let path =
            url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:")).unwrap_or(url);
        Ok(Self::Sqlite(Path::new(path).to_owned()))
    }

    fn connect(&self, access: Access) -> Result<Conn, OpenError> {
        match self {
            Self::Sqlite(file) => {
                let name = file.to_str().ok_or_else(|| self.refused("the path is not UTF-8"))?;
                let mut conn = SqliteConnection::establish(name)
                    .map_err(|error| self.refused(&error.to_string()))?;
                // The wait comes first: the other settings may need it.
                let settings = match access {
                    Access::Read => format!(
                        "PRAGMA busy_timeout = {BUSY_MS}; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; \
                         PRAGMA query_only = ON;"
                    ),
                    Access::Write => writer_settings(),
                };
                conn.batch_execute(&settings).map_err(|error| self.refused(&error.to_string()))?;
                Ok(Conn::Sqlite(conn))
            }
            #[cfg(feature = "postgres")]
            Self::Postgres(url) => {
                let mut conn = PgConnection::establish(url)
                    .map_err(|error| self.refused(&error.to_string()))?;
                let settings = match access {
                    Access::Read => {
                        "SET default_transaction_read_only = on; SET statement_timeout = '30s'"
                    }
                    Access::Write => "SET synchronous_commit = on; SET lock_timeout = '10s'",
                };
                conn.batch_execute(settings).map_err(|error| self.refused(&error.to_string()))?;
                Ok(Conn::Postgres(conn))
            }
            #[cfg(not(feature = "postgres"))]
            Self::Postgres(_) => Err(OpenError::WithoutPostgres),
        }
    }

    fn refused(&self, said: &str) -> OpenError {
        match self {
            Self::Sqlite(file) => OpenError::File { file: file.clone(), reason: said.to_owned() },
            Self::Postgres(url) => {
                let mut reason = said.trim().replace('\n', " ");
                if let Some(password) = password(url) {
                    reason = reason.replace(password, "…");
                }
                OpenError::Unreachable { server: self.to_string(), reason }
            }
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(file) => write!(f, "{}", file.display()),
            // Host and database: the user and password before the `@` and the parameters are left out.
            Self::Postgres(url) => {
                let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
                let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
                f.write_str(rest.split('?').next().unwrap_or_default())
            }
        }
    }
}

impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Place({self})")
    }
}

/// The password in an address, to keep it out of messages.
fn password(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let (user, _) = rest.rsplit_once('@')?;
    let (_, password) = user.split_once(':')?;
    (!password.is_empty()).then_some(password)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_password() {
        let place =
            Place::of("postgres://relevo:s3cr3t@db.example:5432/relevo?sslmode=require").unwrap();
        assert_eq!(place.to_string(), "db.example:5432/relevo");
        let error = place.refused("could not connect: s3cr3t is wrong").to_string();
        assert!(!error.contains("s3cr3t"), "{error}");
        assert!(!format!("{place:?}").contains("s3cr3t"));
    }

    #[test]
    fn a_file_that_cannot_be_written_is_named_with_what_to_do() {
        let error = Database::open("/proc/nowhere/relevo.db").unwrap_err().to_string();
        assert!(error.contains("/proc/nowhere") && error.contains("create it"), "{error}");
    }
}
