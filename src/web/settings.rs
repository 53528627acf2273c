//! What the web side must be told about where it runs.

/// Settings of the HTTP side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebSettings {
    /// Pages are reached over https: cookies are never sent in the clear.
    pub secure_cookies: bool,
    /// A proxy in front tells who calls (`X-Forwarded-For`); only then is that header believed.
    pub behind_proxy: bool,
}

impl WebSettings {
    /// For a server that people reach directly, without https.
    #[must_use]
    pub fn plain() -> Self {
        Self { secure_cookies: false, behind_proxy: false }
    }
}
