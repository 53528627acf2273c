//! What was done is written down, and only that.

use actix_web::http::StatusCode;
use relevo::domain::ids::LineId;
use relevo::store::users::Role;

use super::house::{House, PASSWORD};

#[actix_web::test]
async fn what_was_carried_out_leaves_one_row_and_what_was_refused_leaves_none() {
    let house = House::open().await;
    let admin = house.user("adm", Role::Admin).await;
    let kept = [("linea", "1"), ("clave", "demora"), ("texto", "Ya vamos"), ("accion", "guardar")];
    assert_eq!(
        house.post(&admin, "/ajustes/respuestas", &kept).await.status,
        StatusCode::SEE_OTHER
    );
    let deeds = house.deeds();
    assert_eq!(deeds.len(), 1, "{deeds:?}");
    let deed = &deeds[0];
    assert_eq!((deed.user, deed.login.as_str()), (Some(admin.id), "adm"));
    assert_eq!((deed.address.as_str(), deed.line), ("203.0.113.9", Some(LineId(1))));
    assert_eq!((deed.deed.as_str(), deed.subject.as_str()), ("flash-reply-kept", "demora"));

    for path in ["/tablero", "/ajustes/respuestas", "/ajustes/auditoria", "/no-existe"] {
        house.get(Some(&admin), path).await;
    }
    let seen = [("linea", "1"), ("clave", "otra"), ("texto", "Hola"), ("accion", "ver")];
    assert_eq!(house.post(&admin, "/ajustes/respuestas", &seen).await.status, StatusCode::OK);
    let wrong = [("linea", "1"), ("clave", ""), ("texto", "Hola")];
    house.post(&admin, "/ajustes/respuestas", &wrong).await;
    house.post(&admin, "/ajustes/usuarios/99", &[("nombre", "x")]).await;
    let refused =
        house.post(&admin, "/ajustes/lineas/1/mensajes/7", &[("accion", "reintentar")]).await;
    assert_eq!(refused.status, StatusCode::SEE_OTHER, "told that it could not be done");
    assert_eq!(house.deeds().len(), 1, "{:?}", house.deeds());
    house.close().await;
}

#[actix_web::test]
async fn coming_and_going_is_written_down_and_a_flood_of_failures_is_not() {
    let house = House::open().await;
    house.user("adm", Role::Admin).await;
    assert_eq!(house.log_in("ADM", PASSWORD).await.status, StatusCode::SEE_OTHER);
    house.log_in("adm", "no es esta").await;
    house.log_in("mi contraseña por error", "x").await;
    let deeds: Vec<(String, String, String)> =
        house.deeds().into_iter().map(|deed| (deed.deed, deed.login, deed.subject)).collect();
    let row = |deed: &str, login: &str, subject: &str| (deed.into(), login.into(), subject.into());
    assert_eq!(
        deeds,
        [
            row("audit-login-failed", "", ""),
            row("audit-login-failed", "", "adm"),
            row("audit-login", "adm", "")
        ]
    );
    for n in 0..40 {
        house.log_in(&format!("u{n}"), "x").await;
    }
    assert!(house.deeds().len() <= 31, "one address is let in 30 times: {}", house.deeds().len());
    house.close().await;
}

#[actix_web::test]
async fn the_trail_is_read_page_by_page_and_filtered_and_says_texts_of_others_as_texts() {
    let house = House::open().await;
    let admin = house.user("adm", Role::Admin).await;
    let other = house.user("otra", Role::Admin).await;
    for n in 0..60 {
        let who = if n % 2 == 0 { &admin } else { &other };
        let name = format!("r{n}");
        let kept =
            [("linea", "1"), ("clave", name.as_str()), ("texto", "Hola"), ("accion", "guardar")];
        house.post(who, "/ajustes/respuestas", &kept).await;
    }
    let hostile =
        [("usuario", "x@y.z"), ("nombre", "<script>alert(1)</script>"), ("rol", "operator")];
    house.post(&admin, "/ajustes/usuarios", &hostile).await;
    let first = house.get(Some(&admin), "/ajustes/auditoria").await.text();
    assert!(first.contains("&#60;script&#62;") && !first.contains("<script>alert"));
    assert_eq!(first.matches("<tr>").count() - 1, 50);
    let older = first.split("antes=").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let second = house.get(Some(&admin), &format!("/ajustes/auditoria?antes={older}")).await.text();
    assert_eq!(second.matches("<tr>").count() - 1, 11);
    let of_other = format!("/ajustes/auditoria?usuario={}", other.id);
    assert_eq!(house.get(Some(&admin), &of_other).await.text().matches("<tr>").count() - 1, 30);
    let of_kind = "/ajustes/auditoria?que=flash-user-invited";
    assert_eq!(house.get(Some(&admin), of_kind).await.text().matches("<tr>").count() - 1, 1);
    let long_ago = "/ajustes/auditoria?desde=2001-01-01&hasta=2001-01-02";
    assert!(house.get(Some(&admin), long_ago).await.text().contains("No hay nada que coincida"));
    house.close().await;
}
