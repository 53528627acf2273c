//! Databases for floors: of the same kind as the run's, in its folder or beside it on the same server, and
//! gone afterwards.

use std::path::{Path, PathBuf};

#[cfg(feature = "postgres")]
use diesel::{Connection, connection::SimpleConnection};

use super::FloorError;
use crate::domain::ids::{LineId, Timestamp};
use crate::domain::settings::LineSettings;
use crate::engine::GatewayKind;
use crate::store::Database;
use crate::store::lines::{self, NewLine};

/// Where floors keep their databases.
#[derive(Debug)]
pub struct Home {
    folder: PathBuf,
    /// The run's database, if it is on PostgreSQL.
    server: Option<String>,
    #[cfg_attr(not(feature = "postgres"), allow(dead_code, reason = "used for PostgreSQL"))]
    schemas: Vec<String>,
}

/// A database with one line on it.
#[derive(Debug)]
pub struct Place {
    /// Its address.
    pub url: String,
    /// The same, open.
    pub database: Database,
    /// The line.
    pub line: LineId,
}

impl Home {
    /// In a folder of the run's data. `database_url` is the run's, where that is not in the folder.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn new(data: &Path, database_url: Option<&str>) -> std::io::Result<Self> {
        let folder = data.join("floors");
        std::fs::create_dir_all(&folder)?;
        let server = database_url.filter(|url| !url.is_empty()).map(str::to_owned);
        Ok(Self { folder, server, schemas: Vec::new() })
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A new database with a line on it.
    ///
    /// # Errors
    /// [`FloorError`].
    pub fn place(&mut self, name: &str) -> Result<Place, FloorError> {
        let url = self.url(name)?;
        let database = Database::open(&url)?;
        let line = NewLine {
            name: "Piso".into(),
            gateway: GatewayKind::Simulator.name().into(),
            settings: LineSettings::default(),
            secret: None,
            webhook_token_hash: None,
            created_at: Timestamp(0),
        };
        let line = lines::create(&mut database.writer()?, &line)?;
        Ok(Place { url, database, line })
    }

    #[cfg(feature = "postgres")]
    fn url(&mut self, name: &str) -> Result<String, FloorError> {
        let Some(server) = self.server.as_deref().filter(|url| url.starts_with("postgres")) else {
            return Ok(self.file(name));
        };
        let schema = format!("relevo_floor_{name}_{:08x}", fastrand::u32(..));
        let mut conn = diesel::PgConnection::establish(server)?;
        conn.batch_execute(&format!("CREATE SCHEMA {schema}"))?;
        let mark = if server.contains('?') { '&' } else { '?' };
        let url = format!("{server}{mark}options=-csearch_path%3D{schema}");
        self.schemas.push(schema);
        Ok(url)
    }

    #[cfg(not(feature = "postgres"))]
    fn url(&mut self, name: &str) -> Result<String, FloorError> {
        match &self.server {
            Some(_) => Err(FloorError::Unexpected("PostgreSQL".into())),
            None => Ok(self.file(name)),
        }
    }

    fn file(&self, name: &str) -> String {
        self.folder.join(format!("{name}.db")).to_string_lossy().into_owned()
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        #[cfg(feature = "postgres")]
        if let Some(server) = &self.server
            && let Ok(mut conn) = diesel::PgConnection::establish(server)
        {
            for schema in &self.schemas {
                if let Err(error) = conn.batch_execute(&format!("DROP SCHEMA {schema} CASCADE")) {
                    tracing::warn!(%error, schema, "a floor's schema is left behind");
                }
            }
        }
        // The run's folder may go away by itself; a kept one needs no floors in it.
        let _gone = std::fs::remove_dir_all(&self.folder);
    }
}
