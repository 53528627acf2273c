//! Every address of Relevo, in one table.

use actix_web::middleware::{Compress, DefaultHeaders, from_fn};
use actix_web::web::{FormConfig, PayloadConfig, ServiceConfig, get, post, resource, scope};

use super::pages::{
    account, agents, ahead, audit, board, cases, closing, customer_data, customers, farewell,
    files, general, groups, help, hours, integrations, keeping, letters, line, lines, menu,
    new_case, phone_deeds, phone_files, replies, rules, simulator, statistics, templates, tickets,
    training, transcripts, users,
};
use super::{access, assets, error, events, form, signing, webhook};
use crate::gateway::evolution::BODY_MOST;

/// Nothing but our own files: no inline script or style, no frame, no form to another site.
const CONTENT_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
     media-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Adds all routes to an application that has the [`Panel`](super::house::Panel) among its data.
pub fn configure(config: &mut ServiceConfig) {
    // For gateways: no cookies, no pages.
    config.service(
        scope("/hooks/evolution")
            .app_data(PayloadConfig::new(BODY_MOST))
            // Not a pattern with a place for the token: that costs a regular expression for each message.
            .default_service(post().to(webhook::evolution)),
    );
    // For people.
    config.service(
        scope("")
            .wrap(from_fn(access::guard))
            .wrap(from_fn(error::pages))
            .wrap(Compress::default())
            .wrap(headers())
            .app_data(FormConfig::default().limit(form::FORM_MOST))
            .route("/assets/{tag}/{name}", get().to(assets::serve))
            .route("/", get().to(signing::home))
            .service(
                resource("/login")
                    .route(get().to(signing::login_page))
                    .route(post().to(signing::log_in)),
            )
            .route("/salir", post().to(signing::log_out))
            .route("/idioma", post().to(signing::set_language))
            .service(
                resource("/primer-inicio")
                    .route(get().to(signing::first_start_page))
                    .route(post().to(signing::first_start)),
            )
            .service(
                resource("/invitacion")
                    .route(get().to(account::invitation))
                    .route(post().to(account::accept)),
            )
            .route("/cuenta", get().to(account::page))
            .route("/cuenta/clave", post().to(account::set_password))
            .route("/eventos", get().to(events::stream))
            .route("/tablero", get().to(board::board))
            .route("/tickets", get().to(tickets::list))
            .service(
                resource("/tickets/nuevo")
                    .route(get().to(new_case::page))
                    .route(post().to(new_case::open)),
            )
            .route("/tickets/{no}", get().to(tickets::one))
            .route("/tickets/{no}/transcripcion.{format}", get().to(transcripts::one))
            .route("/tickets/{no}/{act}", post().to(cases::act))
            .route("/clientes", get().to(customers::list))
            .service(
                resource("/clientes/{line}/{id}")
                    .route(get().to(customers::one))
                    .route(post().to(customers::tend)),
            )
            .route("/clientes/{line}/{id}/nota", post().to(customers::note))
            .route("/clientes/{line}/{id}/nota/{note}", post().to(customers::drop_note))
            .service(
                resource("/clientes/{line}/{id}/unir")
                    .route(get().to(customers::merge_page))
                    .route(post().to(customers::merge)),
            )
            .route("/clientes/{line}/{id}/bloquear", post().to(customers::block))
            .route("/clientes/{line}/{id}/borrar", post().to(customers::erase))
            .route("/clientes/{line}/{id}/datos.json", get().to(customer_data::one))
            .route("/archivos/{line}/{key}", get().to(files::one))
            .route("/archivos/{line}/{key}/traer", post().to(files::fetch))
            .service(
                resource("/agentes").route(get().to(agents::list)).route(post().to(agents::create)),
            )
            .service(
                resource("/agentes/{id}")
                    .route(get().to(agents::one))
                    .route(post().to(agents::edit)),
            )
            .route("/agentes/{id}/listo", post().to(agents::ask_ready))
            .route("/agentes/{id}/invitar", post().to(agents::invite))
            .route("/agentes/{id}/deshacer", post().to(agents::undo))
            .route("/agentes/{id}/borrar", post().to(farewell::remove))
            .route("/trabajos/{id}", post().to(agents::retry))
            .service(
                resource("/ajustes/grupos")
                    .route(get().to(groups::list))
                    .route(post().to(groups::create)),
            )
            .route("/ajustes/grupos/{id}", post().to(groups::edit))
            .route("/ajustes/grupos/{id}/crear", post().to(groups::settle))
            .service(
                resource("/ajustes/grupos/{id}/reglas")
                    .route(get().to(rules::of_group))
                    .route(post().to(rules::change_group)),
            )
            .service(
                resource("/ajustes/reglas")
                    .route(get().to(rules::of_line))
                    .route(post().to(rules::change_line)),
            )
            .route("/ajustes/grupos/{id}/retirar", post().to(groups::retire))
            .route("/ajustes/grupos/{id}/invitar", post().to(groups::invite))
            .route("/ajustes/grupos/{id}/sacar", post().to(groups::drop_agent))
            .route("/ajustes/grupos/{id}/agentes", post().to(groups::add_agent))
            .route("/ajustes/grupos/{id}/sumar", post().to(groups::join))
            .route("/ajustes/lineas", get().to(lines::list))
            // A form that comes back with what is wrong in it renews itself where it is.
            .service(
                resource("/ajustes/lineas/nueva")
                    .route(get().to(line::new))
                    .route(post().to(line::add)),
            )
            .service(
                resource("/ajustes/lineas/{id}")
                    .route(get().to(line::one))
                    .route(post().to(line::change)),
            )
            .service(
                resource("/ajustes/lineas/{id}/conexion")
                    .route(get().to(line::one))
                    .route(post().to(line::connect)),
            )
            .route("/ajustes/lineas/{id}/desactivar", post().to(line::end))
            .route("/ajustes/lineas/{id}/activar", post().to(line::begin))
            .route("/ajustes/lineas/{id}/reiniciar", post().to(lines::restart))
            .route("/ajustes/lineas/{id}/vincular", post().to(lines::link))
            .service(
                resource("/ajustes/lineas/{id}/codigo")
                    .route(get().to(lines::list))
                    .route(post().to(lines::pair)),
            )
            .route("/ajustes/lineas/{id}/desvincular", post().to(lines::log_out))
            .route("/ajustes/lineas/{line}/mensajes", post().to(letters::act_on_many))
            .route("/ajustes/lineas/{line}/mensajes/{id}", post().to(letters::act))
            .service(
                resource("/ajustes/general")
                    .route(get().to(general::page))
                    .route(post().to(general::change)),
            )
            .service(
                resource("/ajustes/menu")
                    .route(get().to(menu::page))
                    .route(post().to(menu::change)),
            )
            .route("/ajustes/menu/reglas", post().to(menu::set_rules))
            .service(
                resource("/ajustes/datos")
                    .route(get().to(keeping::page))
                    .route(post().to(keeping::change)),
            )
            .service(
                resource("/ajustes/cierre")
                    .route(get().to(closing::page))
                    .route(post().to(closing::change)),
            )
            .route("/ajustes/mensajes", get().to(templates::list))
            .service(
                resource("/ajustes/mensajes/{key}")
                    .route(get().to(templates::one))
                    .route(post().to(templates::change)),
            )
            .service(
                resource("/ajustes/respuestas")
                    .route(get().to(replies::list))
                    .route(post().to(replies::keep)),
            )
            .route("/ajustes/respuestas/eliminar", post().to(replies::drop_one))
            .service(
                resource("/ajustes/usuarios")
                    .route(get().to(users::list))
                    .route(post().to(users::create)),
            )
            .service(
                resource("/ajustes/usuarios/{id}")
                    .route(get().to(users::one))
                    .route(post().to(users::change)),
            )
            .route("/ajustes/usuarios/{id}/enlace", post().to(users::invite_again))
            .route("/ajustes/usuarios/{id}/eliminar", post().to(users::delete))
            .route("/ajustes/auditoria", get().to(audit::list))
            .service(
                resource("/ajustes/integraciones")
                    .route(get().to(integrations::page))
                    .route(post().to(integrations::change)),
            )
            .route("/ajustes/integraciones/probar", post().to(integrations::probe))
            .route("/estadisticas", get().to(statistics::page))
            .route("/estadisticas.csv", get().to(statistics::file))
            .service(
                resource("/ajustes/horarios")
                    .route(get().to(hours::page))
                    .route(post().to(hours::change)),
            )
            // A form that comes back with what is wrong in it renews itself where it is.
            .service(
                resource("/ajustes/horarios/reglas")
                    .route(get().to(hours::page))
                    .route(post().to(hours::change_rules)),
            )
            .service(
                resource("/ajustes/horarios/grupos/{id}")
                    .route(get().to(hours::group))
                    .route(post().to(hours::change_group)),
            )
            .service(
                resource("/ajustes/horarios/agentes/{id}")
                    .route(get().to(hours::agent))
                    .route(post().to(hours::change_agent)),
            )
            .route("/simulador", get().to(simulator::phones))
            .route("/simulador/escribir", post().to(phone_deeds::write))
            .route("/simulador/lugar", post().to(phone_deeds::send_place))
            .route("/simulador/contacto", post().to(phone_deeds::send_card))
            .route("/simulador/editar", post().to(phone_deeds::edit))
            .route("/simulador/eliminar", post().to(phone_deeds::delete))
            .route("/simulador/reaccionar", post().to(phone_deeds::react))
            .route("/simulador/leer", post().to(phone_deeds::open_chat))
            .route("/simulador/tecleo", post().to(phone_deeds::set_typing))
            .route("/simulador/archivo", post().to(phone_files::send))
            .route("/simulador/archivo/{hash}", get().to(phone_files::show))
            .route("/simulador/entrar", post().to(simulator::join))
            .route("/simulador/clientes", post().to(simulator::add_customer))
            .route("/simulador/reloj", post().to(ahead::advance))
            .route("/simulador/conexion", post().to(simulator::connection))
            .route("/simulador/fallas", post().to(simulator::set_faults))
            .route("/ayuda", get().to(help::manual))
            .route("/ayuda/guia", get().to(help::guide))
            .route("/ayuda/entrenamiento", get().to(training::show))
            .route("/ayuda/entrenamiento/empezar", post().to(training::begin))
            .route("/ayuda/entrenamiento/seguir", post().to(training::go_on))
            .default_service(get().to(error::not_found)),
    );
}

fn headers() -> DefaultHeaders {
    DefaultHeaders::new()
        .add(("Content-Security-Policy", CONTENT_POLICY))
        .add(("X-Content-Type-Options", "nosniff"))
        .add(("X-Frame-Options", "DENY"))
        .add(("Referrer-Policy", "same-origin"))
        .add(("Cross-Origin-Opener-Policy", "same-origin"))
        .add(("Cross-Origin-Resource-Policy", "same-origin"))
        .add(("Permissions-Policy", "camera=(), microphone=(), geolocation=()"))
}
