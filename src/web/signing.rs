//! Getting in and out: log-in, log-out, and the link that creates the first administrator.

use actix_web::cookie::{Cookie, time::Duration};
use actix_web::dev::Payload;
use actix_web::http::{StatusCode, header};
use actix_web::web::{Data, Query};
use actix_web::{FromRequest as _, HttpRequest, HttpResponse};
use serde::Deserialize;

use super::error::WebError;
use super::flash::Flash;
use super::form::{Fields, OpenForm, Posted};
use super::house::Panel;
use super::panel::gate::{FirstStartPage, LoginPage};
use super::panel::notice_page::NoticePage;
use super::panel::{LANGUAGE_COOKIE, language_of, page, redirect};
use super::password;
use super::secret::Token;
use super::session::{
    self, SESSION_LONG_MS, SESSION_SHORT_MS, Visitor, closing_cookie, opening_cookie,
};
use super::settings::WebSettings;
use super::throttle::Verdict;
use super::trail::Done;
use super::words::{self, Words};
use crate::domain::settings::Language;
use crate::store::users::{NewUser, Role, UserId};

const DOOR_COOKIE: &str = "relevo_entrada";
const LOGIN_MOST: usize = 120;

/// Where to go after the log-in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Back {
    volver: String,
    idioma: String,
}

/// The link of the first start.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Link {
    token: String,
    idioma: String,
}

/// `GET /login`
pub async fn login_page(
    request: HttpRequest,
    panel: Data<Panel>,
    back: Query<Back>,
) -> Result<HttpResponse, WebError> {
    let words = Words(chosen(&request, &back.idioma));
    let (token, form) = door(&request)?;
    let login = LoginPage {
        words,
        form,
        back: safe_path(&back.volver),
        login: String::new(),
        remember: false,
        problem: None,
    };
    let answer = remembering(page(StatusCode::OK, &login), &back.idioma, &panel.settings);
    Ok(with_door(answer, &token, &panel.settings))
}

/// `POST /login`
pub async fn log_in(
    request: HttpRequest,
    panel: Data<Panel>,
    form: OpenForm,
) -> Result<HttpResponse, WebError> {
    let words = Words(language_of(&request));
    let login = form.fields.get("usuario").to_lowercase();
    let login: String = login.chars().take(LOGIN_MOST).collect();
    let left = match panel.knock(&login, &address(&request, &panel.settings)) {
        Verdict::Go { left } => left,
        Verdict::Wait { ms } => {
            let problem = words.count("login-wait", (ms + 59_999) / 60_000);
            return refused(&request, &panel, &form.fields, problem, StatusCode::TOO_MANY_REQUESTS);
        }
    };
    let user = panel.accounts().by_login(login.clone()).await?;
    // Whoever has not set a password yet is answered like nobody, and as slowly.
    let stored = user.as_ref().map(|user| user.password_hash.clone());
    let stored = stored.filter(|stored| !stored.is_empty());
    let right = password::is_right(form.fields.raw("clave").to_owned(), stored).await?;
    let user = match user {
        Some(user) if right => user,
        other => {
            let problem = words.count("login-wrong", left);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let mut answer = refused(&request, &panel, &form.fields, problem, status)?;
            if panel.notes_failure() {
                // Only names that there are: people type their passwords in the wrong field.
                let known = other.map_or_else(String::new, |user| user.login);
                Done::of("audit-login-failed", &known).leave(&mut answer);
            }
            return Ok(answer);
        }
    };
    panel.welcome(&login, &address(&request, &panel.settings));
    // A session from before is not taken over: whoever may have planted it loses it.
    if let Ok(old) = present(&request).await {
        panel.accounts().end_session(&old.session()).await?;
        panel.end_pages([old.session()]);
    }
    let remember = form.fields.has("seguir");
    let to = safe_path(form.fields.get("volver"));
    let mut answer = open(&panel, user.id, remember, &to).await?;
    Done::by("audit-login", user.id, &user.login).leave(&mut answer);
    Ok(answer)
}

/// Whoever is signed in on a page that is open to all.
pub(super) async fn present(request: &HttpRequest) -> Result<Visitor, actix_web::Error> {
    Visitor::from_request(request, &mut Payload::None).await
}

/// `POST /salir`
pub async fn log_out(panel: Data<Panel>, form: Posted) -> Result<HttpResponse, WebError> {
    let session = form.visitor.session();
    panel.accounts().end_session(&session).await?;
    panel.end_pages([session]);
    let mut answer = redirect("/login");
    Done::of("audit-logout", "").leave(&mut answer);
    set(&mut answer, &closing_cookie(&panel.settings));
    Ok(answer)
}

/// `POST /idioma`: the language of whoever is signed in.
pub async fn set_language(panel: Data<Panel>, form: Posted) -> Result<HttpResponse, WebError> {
    let asked = form.fields.get("idioma");
    let language = words::language(asked).ok_or(WebError::Unreadable)?;
    panel.accounts().set_language(form.visitor.user.id, language).await?;
    let to = match form.fields.get("volver") {
        "/cuenta" => "/cuenta",
        _ => "/tablero",
    };
    let mut answer = remembering(redirect(to), asked, &panel.settings);
    Done::of("audit-language", asked).leave(&mut answer);
    Ok(answer)
}

/// `GET /primer-inicio?token=…`
pub async fn first_start_page(
    request: HttpRequest,
    panel: Data<Panel>,
    link: Query<Link>,
) -> Result<HttpResponse, WebError> {
    let words = Words(chosen(&request, &link.idioma));
    if !panel.is_first_start(&link.token) {
        return Ok(page(StatusCode::NOT_FOUND, &NoticePage::link_used(words)));
    }
    let (token, form) = door(&request)?;
    let first = FirstStartPage::new(words, form, link.token.clone());
    let answer = remembering(page(StatusCode::OK, &first), &link.idioma, &panel.settings);
    Ok(with_door(answer, &token, &panel.settings))
}

/// `POST /primer-inicio`
pub async fn first_start(
    request: HttpRequest,
    panel: Data<Panel>,
    form: OpenForm,
) -> Result<HttpResponse, WebError> {
    let words = Words(language_of(&request));
    let fields = &form.fields;
    if !panel.is_first_start(fields.get("token")) {
        return Ok(page(StatusCode::NOT_FOUND, &NoticePage::link_used(words)));
    }
    let (token, value) = door(&request)?;
    let first = FirstStartPage::new(words, value, fields.get("token").to_owned()).typed(fields);
    if first.has_errors() {
        return Ok(with_door(
            page(StatusCode::UNPROCESSABLE_ENTITY, &first),
            &token,
            &panel.settings,
        ));
    }
    let user = NewUser {
        login: first.login.value.to_lowercase(),
        name: first.name.value.clone(),
        password_hash: password::hash(fields.raw("clave").to_owned()).await?,
        role: Role::Admin,
        language: words.0,
        created_at: panel.now(),
    };
    let Some(user) = panel.accounts().add_first(user).await? else {
        panel.end_first_start();
        return Ok(page(StatusCode::NOT_FOUND, &NoticePage::link_used(words)));
    };
    panel.end_first_start();
    let mut answer = open(&panel, user, false, "/ajustes/grupos").await?;
    Done::by("audit-first-start", user, &first.login.value).leave(&mut answer);
    set(&mut answer, &Flash::of("flash-first-start").cookie(&panel.settings));
    Ok(answer)
}

/// What leads back to the page that somebody wanted to see: `?volver=…`, or nothing.
#[must_use]
pub fn back_query(request: &HttpRequest) -> String {
    let wanted = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let is_page = request.method() == actix_web::http::Method::GET
        && wanted != "/"
        && !wanted.starts_with("/eventos");
    let path = safe_path(wanted);
    if !is_page || path == "/" || path.len() > 512 {
        return String::new();
    }
    let encoded: String = path
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect();
    format!("?volver={encoded}")
}

/// The token of a browser that is not signed in yet.
#[must_use]
pub fn door_token(request: &HttpRequest) -> Option<Token> {
    Token::read(request.cookie(DOOR_COOKIE)?.value())
}

/// A path of this site, and nothing that leads elsewhere.
fn safe_path(path: &str) -> String {
    let here =
        path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n']);
    let plain = path.bytes().all(|byte| byte.is_ascii_graphic());
    if here && plain { path.to_owned() } else { String::from("/") }
}

pub(super) fn door(request: &HttpRequest) -> Result<(Token, String), WebError> {
    let token = match door_token(request) {
        Some(token) => token,
        None => Token::random()?,
    };
    let value = token.form_value()?;
    Ok((token, value))
}

/// The language asked for by a link, else the one of before.
pub(super) fn chosen(request: &HttpRequest, asked: &str) -> Language {
    words::language(asked).unwrap_or_else(|| language_of(request))
}

/// Keeps a language that was asked for.
pub(super) fn remembering(
    mut answer: HttpResponse,
    asked: &str,
    settings: &WebSettings,
) -> HttpResponse {
    if words::language(asked).is_some() {
        let mut cookie = session::cookie(LANGUAGE_COOKIE, asked.to_owned(), settings);
        cookie.set_max_age(Duration::days(365));
        set(&mut answer, &cookie);
    }
    answer
}

pub(super) fn with_door(
    mut answer: HttpResponse,
    token: &Token,
    settings: &WebSettings,
) -> HttpResponse {
    let mut cookie = session::cookie(DOOR_COOKIE, token.text(), settings);
    cookie.set_same_site(actix_web::cookie::SameSite::Lax);
    cookie.set_max_age(Duration::hours(2));
    set(&mut answer, &cookie);
    answer
}

fn refused(
    request: &HttpRequest,
    panel: &Panel,
    fields: &Fields,
    problem: String,
    status: StatusCode,
) -> Result<HttpResponse, WebError> {
    let (token, form) = door(request)?;
    let login = LoginPage {
        words: Words(language_of(request)),
        form,
        back: safe_path(fields.get("volver")),
        login: fields.get("usuario").chars().take(LOGIN_MOST).collect(),
        remember: fields.has("seguir"),
        problem: Some(problem),
    };
    Ok(with_door(page(status, &login), &token, &panel.settings))
}

pub(super) async fn open(
    panel: &Panel,
    user: UserId,
    remember: bool,
    to: &str,
) -> Result<HttpResponse, WebError> {
    let token = Token::random()?;
    let now = panel.wall();
    let lasts = if remember { SESSION_LONG_MS } else { SESSION_SHORT_MS };
    panel.accounts().begin_session(token.hash(), user, now, now.plus(lasts)).await?;
    let mut answer = redirect(to);
    set(&mut answer, &opening_cookie(&token, remember, &panel.settings));
    Ok(answer)
}

pub(super) fn set(answer: &mut HttpResponse, cookie: &Cookie<'_>) {
    if let Ok(value) = header::HeaderValue::from_str(&cookie.to_string()) {
        answer.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// Who calls, as far as it can be known.
pub(super) fn address(request: &HttpRequest, settings: &WebSettings) -> String {
    let forwarded = || {
        let header = request.headers().get("x-forwarded-for")?.to_str().ok()?;
        // The last entry is our proxy's own; those before it are whatever the caller claims.
        let last = header.rsplit(',').next()?.trim();
        (!last.is_empty() && last.len() <= 45).then(|| last.to_owned())
    };
    let direct = || request.peer_addr().map_or_else(String::new, |peer| peer.ip().to_string());
    settings.behind_proxy.then(forwarded).flatten().unwrap_or_else(direct)
}

/// `GET /`: the way to the first page.
pub async fn home(_visitor: Visitor) -> HttpResponse {
    std::future::ready(redirect("/tablero")).await
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn the_way_back_never_leads_to_another_site() {
        for path in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/a\r\nSet-Cookie: x",
            "",
            "/ñ",
        ] {
            assert_eq!(safe_path(path), "/", "{path}");
        }
        assert_eq!(safe_path("/tickets?q=a&estado=todos"), "/tickets?q=a&estado=todos");
        let wanted = TestRequest::get().uri("/tickets?q=a&b").to_http_request();
        assert_eq!(back_query(&wanted), "?volver=/tickets%3Fq%3Da%26b");
        assert_eq!(back_query(&TestRequest::post().uri("/agentes").to_http_request()), "");
    }

    #[test]
    fn the_caller_s_address_is_the_proxy_s_word_only_behind_a_proxy() {
        let request = TestRequest::get()
            .insert_header(("x-forwarded-for", "6.6.6.6, 203.0.113.9"))
            .peer_addr(([127, 0, 0, 1], 5000).into())
            .to_http_request();
        assert_eq!(address(&request, &WebSettings::plain()), "127.0.0.1");
        let behind = WebSettings { secure_cookies: true, behind_proxy: true };
        assert_eq!(address(&request, &behind), "203.0.113.9");
    }
}
