//! `/ajustes/usuarios`: who may use the panel.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::{Scene, show};
use crate::domain::ids::LineId;
use crate::store::users::{self, Changed, UserId, UserRow};
use crate::store::{agents, invitations};
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::Posted;
use crate::web::house::Panel;
use crate::web::panel::shell::Section;
use crate::web::panel::users::{Agents, Links, UserFields, UserPage, UsersPage};
use crate::web::panel::{read, redirect_saying};
use crate::web::secret::Token;
use crate::web::session::Visitor;

const LIST: &str = "/ajustes/usuarios";
/// A link for setting a password works for so long.
const LINK_LASTS_MS: i64 = 3 * 24 * 3_600_000;

/// Everybody, and what is needed to show them.
struct People {
    users: Vec<UserRow>,
    links: Links,
    agents: Agents,
}

async fn people(panel: &Panel) -> Result<People, WebError> {
    let lines: Vec<(LineId, String)> =
        panel.engine.lines().into_iter().map(|line| (line.id, line.name)).collect();
    read(panel, move |conn| -> diesel::QueryResult<People> {
        let mut named: Agents = Vec::new();
        for (line, line_name) in &lines {
            let of_line = agents::names(conn, *line)?;
            named.extend(of_line.into_iter().map(|(agent, name)| {
                let name = if lines.len() > 1 { format!("{name} ({line_name})") } else { name };
                ((*line, agent), name)
            }));
        }
        Ok(People {
            users: users::all(conn)?,
            links: invitations::all(conn)?.into_iter().collect(),
            agents: named,
        })
    })
    .await
}

/// `GET /ajustes/usuarios`
pub async fn list(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
) -> Result<HttpResponse, WebError> {
    visitor.must_administer()?;
    let scene = Scene::set(&request, &panel, &visitor, "", Section::Users).await?;
    let people = people(&panel).await?;
    let form = UserFields::new(&people.agents, scene.shell.words);
    Ok(listed(&request, &panel, &visitor, scene, &people, form, StatusCode::OK))
}

/// `POST /ajustes/usuarios`
pub async fn create(
    request: HttpRequest,
    panel: Data<Panel>,
    posted: Posted,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    visitor.must_administer()?;
    let scene = Scene::set(&request, &panel, &visitor, "", Section::Users).await?;
    let (people, words) = (people(&panel).await?, scene.shell.words);
    let mut form = UserFields::new(&people.agents, words);
    if let Some((login, new)) = form.read_new(&fields, &people.agents, words) {
        let (token, now) = (Token::random()?, panel.wall());
        let (name, until) = (new.name.clone(), now.plus(LINK_LASTS_MS));
        let user = panel.accounts().invite(login, new, token.hash(), now, until).await?;
        if let Some(user) = user {
            panel.show_link(user, &token);
            let flash = Flash::with("flash-user-invited", &name);
            return Ok(redirect_saying(&format!("{LIST}/{user}"), &flash, &panel.settings));
        }
        form.login_taken(words);
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(listed(&request, &panel, &visitor, scene, &people, form, status))
}

/// `GET /ajustes/usuarios/{id}`
pub async fn one(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    visitor.must_administer()?;
    let scene = Scene::set(&request, &panel, &visitor, "", Section::Users).await?;
    let people = people(&panel).await?;
    let user = find(&people, *id)?;
    let form = UserFields::of(user, &people.agents, scene.shell.words);
    Ok(shown(&request, &panel, &visitor, scene, (&people, user), form, StatusCode::OK))
}

/// `POST /ajustes/usuarios/{id}`
pub async fn change(
    request: HttpRequest,
    panel: Data<Panel>,
    posted: Posted,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    visitor.must_administer()?;
    let scene = Scene::set(&request, &panel, &visitor, "", Section::Users).await?;
    let (people, words) = (people(&panel).await?, scene.shell.words);
    let user = find(&people, *id)?;
    let mut form = UserFields::of(user, &people.agents, words);
    if let Some(new) = form.read(&fields, &people.agents, words) {
        if user.id == visitor.user.id && new.role != user.role {
            form.refuse(words.t("users-not-oneself"));
        } else {
            let name = new.name.clone();
            match panel.accounts().change_user(user.id, new).await? {
                Changed::Done => {
                    let flash = Flash::with("flash-user-changed", &name);
                    return Ok(redirect_saying(LIST, &flash, &panel.settings));
                }
                Changed::Unknown => return Err(WebError::NotFound),
                Changed::LastAdmin => form.refuse(words.t("users-last-admin")),
            }
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(shown(&request, &panel, &visitor, scene, (&people, user), form, status))
}

/// `POST /ajustes/usuarios/{id}/enlace`: the password stops working; a link sets a new one.
pub async fn invite_again(
    panel: Data<Panel>,
    posted: Posted,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    posted.visitor.must_administer()?;
    let user = other(&panel, &posted.visitor, *id).await?;
    let to = format!("{LIST}/{}", user.id);
    let token = Token::random()?;
    let until = panel.wall().plus(LINK_LASTS_MS);
    let ended = panel.accounts().reset_password(user.id, token.hash(), until).await?;
    panel.end_pages(ended);
    panel.show_link(user.id, &token);
    let flash = Flash::with("flash-user-link", &user.name);
    Ok(redirect_saying(&to, &flash, &panel.settings))
}

/// `POST /ajustes/usuarios/{id}/eliminar`
pub async fn delete(
    panel: Data<Panel>,
    posted: Posted,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    posted.visitor.must_administer()?;
    let user = other(&panel, &posted.visitor, *id).await?;
    let (changed, ended) = panel.accounts().delete_user(user.id).await?;
    let flash = match changed {
        Changed::Done => {
            panel.end_pages(ended);
            panel.forget_link(user.id);
            Flash::with("flash-user-deleted", &user.name)
        }
        Changed::LastAdmin => Flash::of("flash-bad-last-admin"),
        Changed::Unknown => return Err(WebError::NotFound),
    };
    Ok(redirect_saying(LIST, &flash, &panel.settings))
}

/// A user who is not the one who asks: nobody locks themselves out.
async fn other(panel: &Panel, visitor: &Visitor, id: i64) -> Result<UserRow, WebError> {
    if visitor.user.id == UserId(id) {
        return Err(WebError::Forbidden);
    }
    let found = read(panel, move |conn| users::find(conn, UserId(id))).await?;
    found.ok_or(WebError::NotFound)
}

fn find(people: &People, id: i64) -> Result<&UserRow, WebError> {
    people.users.iter().find(|user| user.id == UserId(id)).ok_or(WebError::NotFound)
}

fn listed(
    request: &HttpRequest,
    panel: &Panel,
    visitor: &Visitor,
    scene: Scene,
    people: &People,
    form: UserFields,
    status: StatusCode,
) -> HttpResponse {
    let People { users, links, agents } = people;
    let page = UsersPage::new(scene.shell, users, links, agents, visitor.user.id, form);
    show(request, panel, status, &page)
}

fn shown(
    request: &HttpRequest,
    panel: &Panel,
    visitor: &Visitor,
    scene: Scene,
    (people, user): (&People, &UserRow),
    form: UserFields,
    status: StatusCode,
) -> HttpResponse {
    let when = scene.shell.when(&scene.line);
    let scheme = if panel.settings.secure_cookies { "https" } else { "http" };
    let host = request.connection_info().host().to_owned();
    let link = panel.shown_link(user.id).map(|path| format!("{scheme}://{host}{path}"));
    let own = visitor.user.id;
    let page = UserPage::new(scene.shell, user, &people.links, own, form, link, &when);
    show(request, panel, status, &page)
}
