//! Settings of the program: a file, over it the environment, over it the command line; checked once.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// The file that is read when none is named, if it is there.
pub const DEFAULT_FILE: &str = "relevo.toml";

/// Settings of the program. Those of a line are in the panel.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where the panel and the webhooks are served (`RELEVO_LISTEN`).
    pub listen: SocketAddr,
    /// The folder for everything Relevo keeps (`RELEVO_DATA`).
    pub data: PathBuf,
    /// A PostgreSQL address, in place of the SQLite file in the data folder (`DATABASE_URL`).
    pub database_url: Option<String>,
    /// The address under which people and gateways reach Relevo, without a slash at the end
    /// (`RELEVO_PUBLIC_URL`); behind https, cookies are sent only over https.
    pub public_url: Option<String>,
    /// A proxy in front tells who calls (`X-Forwarded-For`); only then is it believed (`RELEVO_BEHIND_PROXY`).
    pub behind_proxy: bool,
    /// The company, for a line created at the first start (`RELEVO_COMPANY`).
    pub company: String,
    /// The country whose way of writing numbers is assumed on that line, ISO 3166 (`RELEVO_COUNTRY`).
    pub country: String,
    /// The time zone of that line, IANA (`RELEVO_TIME_ZONE`).
    pub time_zone: String,
    /// What is logged, as `tracing` reads it: `info`, `relevo=debug,warn` (`RELEVO_LOG`).
    pub log: String,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            data: PathBuf::from("data"),
            database_url: None,
            public_url: None,
            behind_proxy: false,
            company: String::from("Mi empresa"),
            country: String::from("AR"),
            time_zone: String::from("America/Argentina/Buenos_Aires"),
            log: String::from("info"),
        }
    }
}

/// What is wrong with the settings, and where.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read the settings file {file}: {source}")]
    File {
        /// Which file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not understood.
    #[error("the settings file {file} is not right: {reason}")]
    Syntax {
        /// Which file.
        file: PathBuf,
        /// What is wrong, with its line.
        reason: String,
    },
    /// A value is unusable.
    #[error("{key} is {value:?}: {expected}")]
    Value {
        /// Where it was given.
        key: String,
        /// What was given.
        value: String,
        /// What is expected.
        expected: &'static str,
    },
}

impl Config {
    /// Reads the settings: `file` (or [`DEFAULT_FILE`] if it is there), then the environment.
    ///
    /// # Errors
    /// [`ConfigError`] names the file and line, or the variable.
    pub fn load(
        file: Option<&Path>,
        env: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, ConfigError> {
        let mut config = match file {
            Some(file) => Self::read(file)?,
            None if Path::new(DEFAULT_FILE).exists() => Self::read(Path::new(DEFAULT_FILE))?,
            None => Self::default(),
        };
        if let Some(value) = env("RELEVO_LISTEN") {
            config.listen = address("RELEVO_LISTEN", &value)?;
        }
        if let Some(value) = env("RELEVO_DATA") {
            config.data = PathBuf::from(value);
        }
        if let Some(value) = env("DATABASE_URL") {
            config.database_url = Some(value);
        }
        if let Some(value) = env("RELEVO_PUBLIC_URL") {
            config.public_url = Some(value);
        }
        if let Some(value) = env("RELEVO_BEHIND_PROXY") {
            config.behind_proxy = value
                .parse()
                .map_err(|_other| wrong("RELEVO_BEHIND_PROXY", &value, "true or false"))?;
        }
        let texts = [
            ("RELEVO_COMPANY", &mut config.company),
            ("RELEVO_COUNTRY", &mut config.country),
            ("RELEVO_TIME_ZONE", &mut config.time_zone),
            ("RELEVO_LOG", &mut config.log),
        ];
        for (key, place) in texts {
            if let Some(value) = env(key) {
                *place = value;
            }
        }
        config.check()?;
        Ok(config)
    }

    /// Where the data is: a PostgreSQL address, or the SQLite file in the data folder.
    #[must_use]
    pub fn database(&self) -> String {
        let file = || self.data.join("relevo.db").to_string_lossy().into_owned();
        self.database_url.clone().filter(|url| !url.is_empty()).unwrap_or_else(file)
    }

    /// The address under which Relevo is reached, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> String {
        self.public_url.clone().unwrap_or_else(|| format!("http://{}", self.listen))
    }

    fn read(file: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(file)
            .map_err(|source| ConfigError::File { file: file.to_owned(), source })?;
        toml::from_str(&text).map_err(|error| ConfigError::Syntax {
            file: file.to_owned(),
            reason: error.to_string(),
        })
    }

    fn check(&mut self) -> Result<(), ConfigError> {
        if let Some(url) = &mut self.public_url {
            while url.ends_with('/') {
                url.pop();
            }
            if !url.starts_with("http://") && !url.starts_with("https://") {
                let expected = "an address that begins with http:// or https://";
                return Err(wrong("public_url (RELEVO_PUBLIC_URL)", url, expected));
            }
        }
        let country = self.country.to_uppercase();
        if country.len() != 2 || country.parse::<phonenumber::country::Id>().is_err() {
            return Err(wrong(
                "country (RELEVO_COUNTRY)",
                &self.country,
                "a country of two letters, such as AR",
            ));
        }
        self.country = country;
        if jiff::tz::TimeZone::get(&self.time_zone).is_err() {
            let expected = "a time zone such as America/Argentina/Buenos_Aires";
            return Err(wrong("time_zone (RELEVO_TIME_ZONE)", &self.time_zone, expected));
        }
        if self.company.trim().is_empty() {
            return Err(wrong(
                "company (RELEVO_COMPANY)",
                &self.company,
                "the name of the company",
            ));
        }
        if tracing_subscriber::EnvFilter::try_new(&self.log).is_err() {
            return Err(wrong(
                "log (RELEVO_LOG)",
                &self.log,
                "a filter such as info or relevo=debug,warn",
            ));
        }
        Ok(())
    }
}

/// Reads an address to listen on.
///
/// # Errors
/// [`ConfigError::Value`] names `key`.
pub fn address(key: &str, value: &str) -> Result<SocketAddr, ConfigError> {
    let expected = "an address and a port, such as 127.0.0.1:8080";
    value.parse().map_err(|_not_an_address| wrong(key, value, expected))
}

fn wrong(key: &str, value: &str, expected: &'static str) -> ConfigError {
    ConfigError::Value { key: key.to_owned(), value: value.to_owned(), expected }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(pairs: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let find = |key: &str| pairs.iter().find(|(k, _)| *k == key).map(|(_, v)| (*v).to_owned());
        Config::load(None, find)
    }

    #[test]
    fn the_environment_overrides_the_defaults_and_errors_name_the_key() {
        let config =
            with(&[("RELEVO_LISTEN", "0.0.0.0:9000"), ("RELEVO_PUBLIC_URL", "https://x.example/")])
                .unwrap();
        assert_eq!(config.listen, "0.0.0.0:9000".parse().unwrap());
        assert_eq!(config.url(), "https://x.example");
        assert_eq!(
            with(&[]).unwrap().database(),
            Path::new("data").join("relevo.db").to_string_lossy()
        );
        for (key, value) in [
            ("RELEVO_LISTEN", "8080"),
            ("RELEVO_PUBLIC_URL", "x.example"),
            ("RELEVO_COUNTRY", "Argentina"),
            ("RELEVO_TIME_ZONE", "Luna/Tranquilidad"),
            ("RELEVO_COMPANY", " "),
        ] {
            let error = with(&[(key, value)]).unwrap_err().to_string();
            assert!(error.contains(key) && error.contains(value), "{error}");
        }
    }

    #[test]
    fn the_file_is_read_strictly() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("relevo.toml");
        std::fs::write(&file, "listen = \"127.0.0.1:1\"\nlisten_port = 3\n").unwrap();
        let error = Config::load(Some(&file), |_| None).unwrap_err().to_string();
        assert!(error.contains("listen_port") && error.contains("line 2"), "{error}");
        let missing =
            Config::load(Some(&folder.path().join("none.toml")), |_| None).unwrap_err().to_string();
        assert!(missing.contains("none.toml"), "{missing}");
    }
}
