//! `/cuenta` and `/invitacion`: one's own password.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use super::{Scene, show};
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::{OpenForm, Posted};
use crate::web::house::Panel;
use crate::web::panel::account::AccountPage;
use crate::web::panel::gate::InvitationPage;
use crate::web::panel::notice_page::NoticePage;
use crate::web::panel::shell::Section;
use crate::web::panel::{language_of, page as rendered};
use crate::web::password;
use crate::web::secret::Token;
use crate::web::session::Visitor;
use crate::web::signing;
use crate::web::throttle::Verdict;
use crate::web::trail::Done;
use crate::web::words::Words;

/// A link for setting a password.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Link {
    token: String,
    idioma: String,
}

/// `GET /cuenta`
pub async fn page(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
) -> Result<HttpResponse, WebError> {
    let scene = Scene::set(&request, &panel, &visitor, "", Section::Account).await?;
    Ok(show(&request, &panel, StatusCode::OK, &AccountPage::new(scene.shell, &visitor)))
}

/// `POST /cuenta/clave`: asks for the present password, and signs all other browsers out.
pub async fn set_password(
    request: HttpRequest,
    panel: Data<Panel>,
    posted: Posted,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    let scene = Scene::set(&request, &panel, &visitor, "", Section::Account).await?;
    let words = scene.shell.words;
    let mut page = AccountPage::new(scene.shell, &visitor);
    let user = &visitor.user;
    if !page.check(&fields, &user.login) {
        return Ok(show(&request, &panel, StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    // Whoever finds a browser open must not search for the password from there either.
    let address = signing::address(&request, &panel.settings);
    let left = match panel.knock(&user.login, &address) {
        Verdict::Go { left } => left,
        Verdict::Wait { ms } => {
            page.refuse(words.count("login-wait", (ms + 59_999) / 60_000));
            return Ok(show(&request, &panel, StatusCode::TOO_MANY_REQUESTS, &page));
        }
    };
    let stored = Some(user.password_hash.clone());
    if !password::is_right(fields.raw("ahora").to_owned(), stored).await? {
        page.refuse(words.count("account-present-wrong", left));
        return Ok(show(&request, &panel, StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    panel.welcome(&user.login, &address);
    let hash = password::hash(fields.raw("clave").to_owned()).await?;
    let ended = panel.accounts().set_password(user.id, hash).await?;
    panel.end_pages(ended);
    let remember = visitor.is_remembered(panel.wall());
    let mut answer = signing::open(&panel, user.id, remember, "/cuenta").await?;
    let flash = Flash::of("flash-password-changed");
    signing::set(&mut answer, &flash.cookie(&panel.settings));
    Done::of("audit-password", &user.login).leave(&mut answer);
    Ok(answer)
}

/// `GET /invitacion?token=…`
pub async fn invitation(
    request: HttpRequest,
    panel: Data<Panel>,
    link: Query<Link>,
) -> Result<HttpResponse, WebError> {
    let words = Words(signing::chosen(&request, &link.idioma));
    let token = Token::read(&link.token);
    let user = match &token {
        Some(token) => panel.accounts().invited(token.hash(), panel.wall()).await?,
        None => None,
    };
    let Some(user) = user else {
        return Ok(rendered(StatusCode::NOT_FOUND, &NoticePage::invitation_used(words)));
    };
    // Whoever comes for the first time has not chosen a language: theirs is the one that was set for them.
    let words = if link.idioma.is_empty() { Words(user.language) } else { words };
    let (door, form) = signing::door(&request)?;
    let shown = InvitationPage::new(words, form, link.token.clone(), &user.name, &user.login);
    let answer = rendered(StatusCode::OK, &shown);
    let answer = signing::remembering(answer, words.0.code(), &panel.settings);
    Ok(signing::with_door(answer, &door, &panel.settings))
}

/// `POST /invitacion`
pub async fn accept(
    request: HttpRequest,
    panel: Data<Panel>,
    form: OpenForm,
) -> Result<HttpResponse, WebError> {
    let words = Words(language_of(&request));
    let fields = &form.fields;
    let gone = || Ok(rendered(StatusCode::NOT_FOUND, &NoticePage::invitation_used(words)));
    let Some(token) = Token::read(fields.get("token")) else { return gone() };
    let now = panel.wall();
    let Some(user) = panel.accounts().invited(token.hash(), now).await? else { return gone() };
    let (door, value) = signing::door(&request)?;
    let typed = fields.get("token").to_owned();
    let shown = InvitationPage::new(words, value, typed, &user.name, &user.login).typed(fields);
    if shown.banner.is_some() {
        let answer = rendered(StatusCode::UNPROCESSABLE_ENTITY, &shown);
        return Ok(signing::with_door(answer, &door, &panel.settings));
    }
    let hash = password::hash(fields.raw("clave").to_owned()).await?;
    let accepted = panel.accounts().accept_invitation(token.hash(), now, hash).await?;
    let Some(user) = accepted else { return gone() };
    panel.forget_link(user.id);
    if let Ok(old) = signing::present(&request).await {
        panel.accounts().end_session(&old.session()).await?;
        panel.end_pages([old.session()]);
    }
    let mut answer = signing::open(&panel, user.id, false, "/").await?;
    Done::by("audit-invitation", user.id, &user.login).leave(&mut answer);
    Ok(answer)
}
