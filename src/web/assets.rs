//! Style sheet, script and logo: compiled in, named by their content, kept by browsers for a year.

use std::sync::LazyLock;

use actix_web::http::header::{self, HeaderValue};
use actix_web::web::{Bytes, Path};
use actix_web::{HttpRequest, HttpResponse};
use sha2::{Digest, Sha256};

use super::compact;
use super::error::WebError;

/// A file that pages refer to.
#[derive(Debug)]
pub struct Asset {
    name: &'static str,
    kind: &'static str,
    body: Bytes,
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
    /// Pictures of the manual.
    pub pictures: [Asset; PICTURES],
}

/// How many pictures the manual has.
const PICTURES: usize = 9;

impl Assets {
    /// The picture of the manual with this name.
    #[must_use]
    pub fn picture(&self, name: &str) -> Option<&Asset> {
        self.pictures.iter().find(|asset| asset.name.strip_suffix(".webp") == Some(name))
    }

    fn all(&self) -> impl Iterator<Item = &Asset> {
        [&self.style, &self.script, &self.phones, &self.console, &self.logo]
            .into_iter()
            .chain(&self.pictures)
    }
}

/// The files of this build.
pub static ASSETS: LazyLock<Assets> = LazyLock::new(|| Assets {
    style: Asset::new(
        "relevo.css",
        "text/css; charset=utf-8",
        compact::style(include_str!("../../templates/assets/relevo.css")).into_bytes(),
    ),
    script: Asset::new(
        "relevo.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../../templates/assets/relevo.js").as_slice(),
    ),
    phones: Asset::new(
        "phones.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../../templates/assets/phones.js").as_slice(),
    ),
    console: Asset::new(
        "console.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../../templates/assets/console.js").as_slice(),
    ),
    logo: Asset::new(
        "logo.svg",
        "image/svg+xml",
        include_bytes!("../../templates/assets/logo.svg").as_slice(),
    ),
    pictures: pictures(),
});

/// What the browser test takes when pictures are wanted: see «Pictures» in the README.
fn pictures() -> [Asset; PICTURES] {
    macro_rules! pictures {
        ($($name:literal)+) => {
            [$(Asset::new(
                concat!($name, ".webp"),
                "image/webp",
                include_bytes!(concat!("../../templates/assets/help/", $name, ".webp")).as_slice(),
            )),+]
        };
    }
    pictures!("tablero" "grupos" "agentes" "lineas" "caso" "tickets" "simulador" "entrenamiento" "telefono")
}

impl Asset {
    fn new(name: &'static str, kind: &'static str, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        let tag: String =
            Sha256::digest(&body).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let href = format!("/assets/{tag}/{name}");
        Self { name, kind, body, tag, href }
    }

    /// Width and height of a picture in pixels, as its header says: room is kept for it while it comes. Known of
    /// the extended form of WebP, which is what Chromium takes pictures in.
    #[must_use]
    pub fn pixels(&self) -> Option<(u32, u32)> {
        let header = self.body.get(12..30).filter(|header| header.starts_with(b"VP8X"))?;
        let at = |n: usize| match header.get(n..n + 3)? {
            [low, middle, high] => Some(1 + u32::from_le_bytes([*low, *middle, *high, 0])),
            _ => None,
        };
        Some((at(12)?, at(15)?))
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
    let found = assets.all().find(|asset| asset.name == name);
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
        answer.content_type(asset.kind).body(asset.body.clone())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_an_asset_changes_with_its_content() {
        let before = Asset::new("a.css", "text/css", b"a{}".as_slice());
        let after = Asset::new("a.css", "text/css", b"b{}".as_slice());
        assert_ne!(before.href, after.href);
        assert_eq!(before.href, Asset::new("a.css", "text/css", b"a{}".as_slice()).href);
        assert_eq!(before.tag.len(), 16);
    }

    #[test]
    fn pictures_are_small_and_what_they_say_they_are() {
        for picture in &ASSETS.pictures {
            assert!(picture.body.len() < 40 * 1024, "{}: {}", picture.name, picture.body.len());
            let (width, height) = picture.pixels().unwrap();
            assert!((300..=1280).contains(&width) && (300..=1280).contains(&height));
            assert_eq!((&picture.body[..4], &picture.body[8..12]), (&b"RIFF"[..], &b"WEBP"[..]));
        }
    }

    #[test]
    fn the_style_sheet_and_the_script_hold_nothing_that_the_content_policy_forbids() {
        let style = std::str::from_utf8(&ASSETS.style.body).unwrap();
        assert!(!style.contains("@import") && !style.contains("url("));
        for script in [&ASSETS.script, &ASSETS.phones, &ASSETS.console] {
            let script = std::str::from_utf8(&script.body).unwrap();
            for forbidden in ["eval(", "new Function", "innerHTML", ".style"] {
                assert!(!script.contains(forbidden), "{forbidden}");
            }
        }
    }
}
