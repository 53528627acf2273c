//! Style sheet, script and logo: compiled in, named by their content, kept by browsers for a year.

use std::sync::LazyLock;

use actix_web::http::header::{self, HeaderValue};
use actix_web::web::Path;
use actix_web::{HttpRequest, HttpResponse};
use sha2::{Digest, Sha256};

use super::error::WebError;

/// A file that pages refer to.
#[derive(Debug)]
pub struct Asset {
    name: &'static str,
    kind: &'static str,
    body: &'static [u8],
    tag: String,
    /// Address, with a part that changes whenever the content does.
    pub href: String,
}

/// All of them.
#[derive(Debug)]
pub struct Assets {
    /// The style sheet.
    pub style: Asset,
    /// The script.
    pub script: Asset,
    /// The script of the simulator's phones.
    pub phones: Asset,
    /// The script of the board's console.
    pub console: Asset,
    /// The logo.
    pub logo: Asset,
}

/// The files of this build.
pub static ASSETS: LazyLock<Assets> = LazyLock::new(|| Assets {
    style: Asset::new(
        "relevo.css",
        "text/css; charset=utf-8",
        include_bytes!("../../templates/assets/relevo.css"),
    ),
    script: Asset::new(
        "relevo.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../../templates/assets/relevo.js"),
    ),
    phones: Asset::new(
        "phones.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../../templates/assets/phones.js"),
    ),
    console: Asset::new(
        "console.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../../templates/assets/console.js"),
    ),
    logo: Asset::new(
        "logo.svg",
        "image/svg+xml",
        include_bytes!("../../templates/assets/logo.svg"),
    ),
});

impl Asset {
    fn new(name: &'static str, kind: &'static str, body: &'static [u8]) -> Self {
        let tag: String =
            Sha256::digest(body).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let href = format!("/assets/{tag}/{name}");
        Self { name, kind, body, tag, href }
    }

    fn is_known_to(&self, request: &HttpRequest) -> bool {
        let known =
            request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        known.is_some_and(|known| known == "*" || known.contains(&self.tag))
    }
}

/// `GET /assets/{tag}/{name}`: an old tag gets today's file too, but is not told to keep it.
pub async fn serve(
    request: HttpRequest,
    path: Path<(String, String)>,
) -> Result<HttpResponse, WebError> {
    let (tag, name) = path.into_inner();
    let assets = &*ASSETS;
    let all = [&assets.style, &assets.script, &assets.phones, &assets.console, &assets.logo];
    let found = all.into_iter().find(|asset| asset.name == name);
    let asset = found.ok_or(WebError::NotFound)?;
    let keep = if tag == asset.tag { "public, max-age=31536000, immutable" } else { "no-cache" };
    let etag = HeaderValue::from_str(&format!("\"{}\"", asset.tag))
        .map_err(|error| WebError::fault(&error))?;
    let mut answer =
        if asset.is_known_to(&request) { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer.insert_header((header::CACHE_CONTROL, keep)).insert_header((header::ETAG, etag));
    Ok(if asset.is_known_to(&request) {
        answer.finish()
    } else {
        answer.content_type(asset.kind).body(asset.body)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_an_asset_changes_with_its_content() {
        let before = Asset::new("a.css", "text/css", b"a{}");
        let after = Asset::new("a.css", "text/css", b"b{}");
        assert_ne!(before.href, after.href);
        assert_eq!(before.href, Asset::new("a.css", "text/css", b"a{}").href);
        assert_eq!(before.tag.len(), 16);
    }

    #[test]
    fn the_style_sheet_and_the_script_hold_nothing_that_the_content_policy_forbids() {
        let style = std::str::from_utf8(ASSETS.style.body).unwrap();
        assert!(!style.contains("@import") && !style.contains("url("));
        for script in [&ASSETS.script, &ASSETS.phones, &ASSETS.console] {
            let script = std::str::from_utf8(script.body).unwrap();
            for forbidden in ["eval(", "new Function", "innerHTML", ".style"] {
                assert!(!script.contains(forbidden), "{forbidden}");
            }
        }
    }
}
