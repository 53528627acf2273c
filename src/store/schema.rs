//! The tables, as `diesel print-schema` writes them from the SQLite migrations.

diesel::table! {
    lines (id) {
        id -> BigInt,
        name -> Text,
        gateway -> Text,
        settings -> Text,
        secret -> Nullable<Text>,
        webhook_token_hash -> Nullable<Text>,
        created_at -> BigInt,
        last_send -> BigInt,
        ended_at -> Nullable<BigInt>,
        down_since -> Nullable<BigInt>,
    }
}

diesel::table! {
    customers (line_id, id) {
        line_id -> BigInt,
        id -> BigInt,
        name -> Text,
        phone -> Nullable<Text>,
        phone_key -> Nullable<Text>,
        lid -> Nullable<Text>,
        chat -> Text,
        closed_cases -> BigInt,
        words -> Text,
        language -> Nullable<Text>,
        merged_into -> Nullable<BigInt>,
        erased_at -> Nullable<BigInt>,
        blocked_at -> Nullable<BigInt>,
        blocked_by -> Nullable<Text>,
        blocked_reason -> Nullable<Text>,
        unheard -> BigInt,
        asked_at -> Nullable<BigInt>,
        asked_ticket -> Nullable<BigInt>,
        asked_rating -> Nullable<BigInt>,
        asked_rated_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    conversations (line_id, customer_id) {
        line_id -> BigInt,
        customer_id -> BigInt,
        phase -> Text,
        asked_times -> BigInt,
        department -> Nullable<Text>,
        since -> BigInt,
        messages -> Text,
        request -> Nullable<Text>,
    }
}

diesel::table! {
    main_groups (line_id, id) {
        line_id -> BigInt,
        id -> BigInt,
        kind -> Text,
        name -> Text,
        chat -> Nullable<Text>,
        speciality -> Text,
        shift -> Text,
        retired_at -> Nullable<BigInt>,
        invite -> Nullable<Text>,
    }
}

diesel::table! {
    agents (line_id, id) {
        line_id -> BigInt,
        id -> BigInt,
        name -> Text,
        phone -> Text,
        active -> Bool,
        wanted -> BigInt,
        added_at -> BigInt,
        checked_phone -> Nullable<Text>,
        checked_lid -> Nullable<Text>,
        bound_phone -> Nullable<Text>,
        bound_lid -> Nullable<Text>,
        proof -> Nullable<Text>,
        bound_at -> Nullable<BigInt>,
        removed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    memberships (line_id, agent_id, group_id) {
        line_id -> BigInt,
        agent_id -> BigInt,
        group_id -> BigInt,
        state -> Text,
    }
}

diesel::table! {
    slots (line_id, id) {
        line_id -> BigInt,
        id -> BigInt,
        agent_id -> BigInt,
        number -> BigInt,
        name -> Text,
        chat -> Nullable<Text>,
        retired_at -> Nullable<BigInt>,
        invite -> Nullable<Text>,
    }
}

diesel::table! {
    tickets (line_id, no) {
        line_id -> BigInt,
        no -> BigInt,
        customer_id -> BigInt,
        state -> Text,
        department -> Text,
        sentiment -> Text,
        group_id -> BigInt,
        opened_at -> BigInt,
        since -> BigInt,
        level -> BigInt,
        noted_at -> BigInt,
        unnoted -> BigInt,
        alert_level -> Nullable<BigInt>,
        agent_id -> Nullable<BigInt>,
        agent_name -> Nullable<Text>,
        slot_id -> Nullable<BigInt>,
        slot_name -> Nullable<Text>,
        claimed_at -> Nullable<BigInt>,
        closed_at -> Nullable<BigInt>,
        closed_by -> Nullable<BigInt>,
        close_reason -> Nullable<Text>,
        last_seq -> BigInt,
        closed_by_name -> Nullable<Text>,
        handed_seq -> BigInt,
        waits_since -> Nullable<BigInt>,
        first_answer_at -> Nullable<BigInt>,
        rating -> Nullable<BigInt>,
        rating_comment -> Nullable<Text>,
        rated_at -> Nullable<BigInt>,
        previous -> Nullable<BigInt>,
        silence_seq -> Nullable<BigInt>,
        silence_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    messages (line_id, ticket, seq) {
        line_id -> BigInt,
        ticket -> BigInt,
        seq -> BigInt,
        side -> Text,
        agent_id -> Nullable<BigInt>,
        at -> BigInt,
        wa_id -> Text,
        content -> Text,
        words -> Text,
        state -> Text,
        sent_wa_id -> Nullable<Text>,
        quote_seq -> Nullable<BigInt>,
        quote -> Nullable<Text>,
        edited_at -> Nullable<BigInt>,
        deleted_at -> Nullable<BigInt>,
        customer_reaction -> Nullable<Text>,
        agent_reaction -> Nullable<Text>,
        delivered_at -> Nullable<BigInt>,
        read_at -> Nullable<BigInt>,
        error -> Nullable<Text>,
    }
}

diesel::table! {
    message_parts (line_id, ticket, seq, part) {
        line_id -> BigInt,
        ticket -> BigInt,
        seq -> BigInt,
        part -> BigInt,
        wa_id -> Text,
    }
}

diesel::table! {
    message_edits (line_id, ticket, seq, at) {
        line_id -> BigInt,
        ticket -> BigInt,
        seq -> BigInt,
        at -> BigInt,
        content -> Text,
    }
}

diesel::table! {
    files (line_id, file_key) {
        line_id -> BigInt,
        file_key -> Text,
        state -> Text,
        hash -> Nullable<Text>,
        size -> BigInt,
        mime -> Text,
        error -> Nullable<Text>,
        at -> BigInt,
    }
}

diesel::table! {
    ticket_events (line_id, ticket, n) {
        line_id -> BigInt,
        ticket -> BigInt,
        n -> BigInt,
        kind -> Text,
        at -> BigInt,
        level -> Nullable<BigInt>,
        agent_id -> Nullable<BigInt>,
        detail -> Nullable<Text>,
        by_agent -> Nullable<BigInt>,
        by_name -> Nullable<Text>,
        group_id -> Nullable<BigInt>,
        place -> Nullable<Text>,
        by_supervisor -> Bool,
    }
}

diesel::table! {
    jobs (line_id, id) {
        line_id -> BigInt,
        id -> BigInt,
        subject -> Text,
        subject_id -> BigInt,
        created_at -> BigInt,
        state -> Text,
        ended_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    steps (line_id, job, n) {
        line_id -> BigInt,
        job -> BigInt,
        n -> BigInt,
        task -> Text,
        state -> Text,
        attempts -> BigInt,
        not_before -> BigInt,
        changed_at -> BigInt,
        error -> Nullable<Text>,
    }
}

diesel::table! {
    outbox (line_id, id) {
        line_id -> BigInt,
        id -> BigInt,
        chat -> Text,
        purpose -> Text,
        slot_id -> Nullable<BigInt>,
        ticket -> Nullable<BigInt>,
        seq -> Nullable<BigInt>,
        group_id -> Nullable<BigInt>,
        agent_id -> Nullable<BigInt>,
        text -> Text,
        quote -> Nullable<Text>,
        created_at -> BigInt,
        attempts -> BigInt,
        not_before -> BigInt,
        error -> Nullable<Text>,
        dead_at -> Nullable<BigInt>,
        part -> BigInt,
        cargo -> Nullable<Text>,
    }
}

diesel::table! {
    posts (line_id, chat, wa_id) {
        line_id -> BigInt,
        chat -> Text,
        wa_id -> Text,
        group_id -> BigInt,
        ticket -> Nullable<BigInt>,
        agent_id -> Nullable<BigInt>,
        at -> BigInt,
    }
}

diesel::table! {
    seen (line_id, at, event_key) {
        line_id -> BigInt,
        at -> BigInt,
        event_key -> Text,
    }
}

diesel::table! {
    users (id) {
        id -> BigInt,
        login -> Text,
        name -> Text,
        password_hash -> Text,
        role -> Text,
        language -> Text,
        created_at -> BigInt,
        attends_line -> Nullable<BigInt>,
        attends_agent -> Nullable<BigInt>,
    }
}

diesel::table! {
    sessions (token_hash) {
        token_hash -> Text,
        user_id -> BigInt,
        csrf -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
    }
}

diesel::table! {
    app_settings (name) {
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    audit (id) {
        id -> BigInt,
        at -> BigInt,
        user_id -> Nullable<BigInt>,
        login -> Text,
        address -> Text,
        line_id -> Nullable<BigInt>,
        deed -> Text,
        subject -> Text,
    }
}

diesel::table! {
    canned_replies (line_id, name) {
        line_id -> BigInt,
        name -> Text,
        text -> Text,
        changed_at -> BigInt,
    }
}

diesel::table! {
    rules (line_id, kind, id) {
        line_id -> BigInt,
        kind -> Text,
        id -> BigInt,
        settings -> Text,
        changed_at -> BigInt,
    }
}

diesel::table! {
    templates (line_id, name, language) {
        line_id -> BigInt,
        name -> Text,
        language -> Text,
        text -> Text,
        changed_at -> BigInt,
    }
}

diesel::table! {
    training (user_id) {
        user_id -> BigInt,
        line_id -> BigInt,
        round -> BigInt,
        began_at -> BigInt,
        step -> Text,
        since -> BigInt,
        customer -> Nullable<Text>,
        urgent -> Nullable<Text>,
    }
}

diesel::table! {
    line_states (line_id, at) {
        line_id -> BigInt,
        at -> BigInt,
        state -> Text,
        detail -> Nullable<Text>,
    }
}

diesel::table! {
    invitations (user_id) {
        user_id -> BigInt,
        token_hash -> Text,
        expires_at -> BigInt,
    }
}

diesel::table! {
    ticket_waits (line_id, ticket) {
        line_id -> BigInt,
        ticket -> BigInt,
        escalated_at -> Nullable<BigInt>,
        anger_told_at -> Nullable<BigInt>,
        seated_at -> Nullable<BigInt>,
        late_seq -> BigInt,
        late_level -> BigInt,
    }
}

diesel::table! {
    customer_tags (line_id, customer_id, tag_key) {
        line_id -> BigInt,
        customer_id -> BigInt,
        tag_key -> Text,
        tag -> Text,
    }
}

diesel::table! {
    told_closed (line_id, customer_id) {
        line_id -> BigInt,
        customer_id -> BigInt,
        at -> BigInt,
    }
}

diesel::table! {
    customer_notes (line_id, id) {
        line_id -> BigInt,
        id -> BigInt,
        customer_id -> BigInt,
        at -> BigInt,
        by_name -> Text,
        text -> Text,
    }
}

diesel::table! {
    doomed_files (hash) {
        hash -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    retention (line_id) {
        line_id -> BigInt,
        done_until -> BigInt,
        changed_at -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    agents,
    app_settings,
    audit,
    canned_replies,
    conversations,
    customer_notes,
    customer_tags,
    customers,
    doomed_files,
    files,
    invitations,
    jobs,
    line_states,
    lines,
    main_groups,
    memberships,
    message_edits,
    message_parts,
    messages,
    outbox,
    posts,
    retention,
    rules,
    seen,
    sessions,
    slots,
    steps,
    templates,
    ticket_events,
    ticket_waits,
    tickets,
    told_closed,
    training,
    users,
);
