//! Who may ask for what: every address with the role it needs, in one table, looked up before any page is asked.
//!
//! An address that is not in the table is answered as one that does not exist, so that a page whose row was
//! forgotten is closed, not open. (`Visitor::must_…` in the handlers is a second lock.)

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpRequest, web};

use super::error::WebError;
use super::house::Panel;
use super::secret::Token;
use super::session::{TOKEN_GRACE_MS, Visitor, lasting_cookie};
use super::trail;

/// What somebody needs to be let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing: whoever comes.
    Nothing,
    /// An account, of whatever role.
    Account,
    /// Somebody who acts on cases: administrators and supervisors.
    Act,
    /// An administrator.
    Administer,
}

impl Need {
    fn check(self, visitor: &Visitor) -> Result<(), WebError> {
        match self {
            Self::Nothing | Self::Account => Ok(()),
            Self::Act => visitor.must_act(),
            Self::Administer => visitor.must_administer(),
        }
    }
}

/// What a request does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Shows something.
    Shows,
    /// Changes something: what was done is written down.
    Changes,
    /// What somebody does with a simulated phone: kept as messages there, and not written down twice.
    Plays,
}

/// An address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// What it does.
    pub kind: Kind,
    /// As in [`routes`](super::routes).
    pub pattern: &'static str,
    /// Who may.
    pub need: Need,
}

impl Route {
    /// How it is asked.
    #[must_use]
    pub fn method(&self) -> Method {
        match self.kind {
            Kind::Shows => Method::GET,
            Kind::Changes | Kind::Plays => Method::POST,
        }
    }
}

const fn get(pattern: &'static str, need: Need) -> Route {
    Route { kind: Kind::Shows, pattern, need }
}

const fn post(pattern: &'static str, need: Need) -> Route {
    Route { kind: Kind::Changes, pattern, need }
}

const fn play(pattern: &'static str) -> Route {
    Route { kind: Kind::Plays, pattern, need: Need::Account }
}

use Need::{Account, Act, Administer, Nothing};

/// All addresses of the panel, in the order of [`routes`](super::routes).
pub const ROUTES: &[Route] = &[
    get("/assets/{tag}/{name}", Nothing),
    get("/", Account),
    get("/login", Nothing),
    post("/login", Nothing),
    post("/salir", Account),
    post("/idioma", Account),
    get("/primer-inicio", Nothing),
    post("/primer-inicio", Nothing),
    get("/invitacion", Nothing),
    post("/invitacion", Nothing),
    get("/cuenta", Account),
    post("/cuenta/clave", Account),
    get("/eventos", Account),
    get("/tablero", Account),
    get("/tickets", Account),
    get("/tickets/nuevo", Act),
    post("/tickets/nuevo", Act),
    get("/tickets/{no}", Account),
    get("/tickets/{no}/transcripcion.{format}", Account),
    post("/tickets/{no}/{act}", Account),
    get("/clientes", Account),
    get("/clientes/{line}/{id}", Account),
    post("/clientes/{line}/{id}", Account),
    post("/clientes/{line}/{id}/nota", Account),
    post("/clientes/{line}/{id}/nota/{note}", Act),
    get("/clientes/{line}/{id}/unir", Act),
    post("/clientes/{line}/{id}/unir", Act),
    post("/clientes/{line}/{id}/bloquear", Act),
    post("/clientes/{line}/{id}/borrar", Administer),
    get("/clientes/{line}/{id}/datos.json", Administer),
    get("/archivos/{line}/{key}", Account),
    post("/archivos/{line}/{key}/traer", Account),
    get("/agentes", Act),
    post("/agentes", Administer),
    get("/agentes/{id}", Act),
    post("/agentes/{id}", Administer),
    post("/agentes/{id}/listo", Administer),
    post("/agentes/{id}/invitar", Administer),
    post("/agentes/{id}/deshacer", Administer),
    post("/agentes/{id}/borrar", Administer),
    post("/trabajos/{id}", Administer),
    get("/ajustes/grupos", Act),
    post("/ajustes/grupos", Administer),
    post("/ajustes/grupos/{id}/agentes", Administer),
    post("/ajustes/grupos/{id}/sumar", Administer),
    post("/ajustes/grupos/{id}", Administer),
    post("/ajustes/grupos/{id}/crear", Administer),
    post("/ajustes/grupos/{id}/retirar", Administer),
    post("/ajustes/grupos/{id}/invitar", Administer),
    post("/ajustes/grupos/{id}/sacar", Administer),
    get("/ajustes/grupos/{id}/reglas", Administer),
    post("/ajustes/grupos/{id}/reglas", Administer),
    get("/ajustes/reglas", Administer),
    post("/ajustes/reglas", Administer),
    get("/ajustes/lineas", Act),
    get("/ajustes/lineas/nueva", Administer),
    post("/ajustes/lineas/nueva", Administer),
    get("/ajustes/lineas/{id}", Administer),
    post("/ajustes/lineas/{id}", Administer),
    get("/ajustes/lineas/{id}/conexion", Administer),
    post("/ajustes/lineas/{id}/conexion", Administer),
    post("/ajustes/lineas/{id}/desactivar", Administer),
    post("/ajustes/lineas/{id}/activar", Administer),
    post("/ajustes/lineas/{id}/vincular", Administer),
    get("/ajustes/lineas/{id}/codigo", Act),
    post("/ajustes/lineas/{id}/codigo", Administer),
    post("/ajustes/lineas/{id}/desvincular", Administer),
    post("/ajustes/lineas/{line}/mensajes", Act),
    post("/ajustes/lineas/{line}/mensajes/{id}", Act),
    post("/ajustes/lineas/{id}/reiniciar", Administer),
    get("/ajustes/general", Administer),
    post("/ajustes/general", Administer),
    get("/ajustes/menu", Administer),
    post("/ajustes/menu", Administer),
    post("/ajustes/menu/reglas", Administer),
    get("/ajustes/datos", Administer),
    post("/ajustes/datos", Administer),
    get("/ajustes/cierre", Administer),
    post("/ajustes/cierre", Administer),
    get("/ajustes/mensajes", Administer),
    get("/ajustes/mensajes/{key}", Administer),
    post("/ajustes/mensajes/{key}", Administer),
    get("/ajustes/respuestas", Administer),
    post("/ajustes/respuestas", Administer),
    post("/ajustes/respuestas/eliminar", Administer),
    get("/ajustes/usuarios", Administer),
    post("/ajustes/usuarios", Administer),
    get("/ajustes/usuarios/{id}", Administer),
    post("/ajustes/usuarios/{id}", Administer),
    post("/ajustes/usuarios/{id}/enlace", Administer),
    post("/ajustes/usuarios/{id}/eliminar", Administer),
    get("/ajustes/auditoria", Administer),
    get("/ajustes/integraciones", Administer),
    post("/ajustes/integraciones", Administer),
    post("/ajustes/integraciones/probar", Administer),
    get("/estadisticas", Account),
    get("/estadisticas.csv", Account),
    get("/ajustes/horarios", Administer),
    post("/ajustes/horarios", Administer),
    get("/ajustes/horarios/reglas", Administer),
    post("/ajustes/horarios/reglas", Administer),
    get("/ajustes/horarios/grupos/{id}", Administer),
    post("/ajustes/horarios/grupos/{id}", Administer),
    get("/ajustes/horarios/agentes/{id}", Administer),
    post("/ajustes/horarios/agentes/{id}", Administer),
    get("/simulador", Account),
    play("/simulador/escribir"),
    play("/simulador/lugar"),
    play("/simulador/contacto"),
    play("/simulador/editar"),
    play("/simulador/eliminar"),
    play("/simulador/reaccionar"),
    play("/simulador/leer"),
    play("/simulador/tecleo"),
    play("/simulador/archivo"),
    get("/simulador/archivo/{hash}", Account),
    play("/simulador/entrar"),
    play("/simulador/clientes"),
    post("/simulador/reloj", Act),
    post("/simulador/conexion", Administer),
    post("/simulador/fallas", Administer),
    get("/ayuda", Account),
    get("/ayuda/guia", Account),
    get("/ayuda/entrenamiento", Account),
    play("/ayuda/entrenamiento/empezar"),
    play("/ayuda/entrenamiento/seguir"),
];

/// The row of an address.
#[must_use]
pub fn route(method: &Method, pattern: &str) -> Option<&'static Route> {
    ROUTES.iter().find(|route| route.pattern == pattern && route.method() == *method)
}

/// Lets in who may, gives a session that has been used for a while a new token, and has written down what was done.
pub async fn guard(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody + 'static, BoxBody>>, actix_web::Error> {
    let pattern = request.match_pattern();
    let route = pattern.and_then(|pattern| route(request.method(), &pattern));
    let Some(route) = route else { return Ok(refused(request, WebError::NotFound.into())) };
    let mut token = None;
    if route.need != Nothing {
        let (http, _) = request.parts_mut();
        let http = http.clone();
        let visitor = match Visitor::from_request(&http, &mut Payload::None).await {
            Ok(visitor) => visitor,
            Err(error) => return Ok(refused(request, error)),
        };
        if let Err(error) = route.need.check(&visitor) {
            return Ok(refused(request, error.into()));
        }
        token = new_token(&http, &visitor).await;
    }
    let mut response = next.call(request).await?;
    if route.kind == Kind::Changes {
        trail::note(&response, route).await;
    }
    if let Some(cookie) = token
        // Whoever has just left or changed the password has another cookie.
        && !response.headers().contains_key(header::SET_COOKIE)
    {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response.map_into_left_body())
}

fn refused<B>(
    request: ServiceRequest,
    error: actix_web::Error,
) -> ServiceResponse<EitherBody<B, BoxBody>> {
    request.error_response(error).map_into_right_body()
}

/// The cookie of a new token, where the present one has been used for long enough. Only a page that is opened takes
/// it: pictures and the like are asked for side by side.
async fn new_token(request: &HttpRequest, visitor: &Visitor) -> Option<header::HeaderValue> {
    let panel = request.app_data::<web::Data<Panel>>()?;
    let now = panel.wall();
    let accepts = request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    let is_page = request.method() == Method::GET
        && accepts.is_some_and(|accepts| accepts.contains("text/html"));
    if !is_page || !visitor.wants_new_token(now) {
        return None;
    }
    let token = Token::random().ok()?;
    let grace = now.plus(TOKEN_GRACE_MS);
    match panel.accounts().rotate_session(visitor, token.hash(), now, grace).await {
        Ok(true) => {}
        Ok(false) => return None,
        Err(error) => {
            tracing::error!(%error, "a session could not be given a new token; it goes on with the old one");
            return None;
        }
    }
    let lasts = visitor.is_remembered(now).then(|| visitor.expires_at.since(now));
    let cookie = lasting_cookie(&token, lasts, &panel.settings);
    header::HeaderValue::from_str(&cookie.to_string()).ok()
}
