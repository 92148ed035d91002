//! Help, in the order of the work.

use words::Words;
use yew::prelude::*;

use crate::route::Route;

/// Help.
pub fn help(t: Words) -> Html {
    let parts = [
        (t.help_begin_title(), t.help_begin()),
        (t.help_sample_title(), t.help_sample()),
        (t.help_read_title(), t.help_read()),
        (t.help_safe_title(), t.help_safe()),
        (t.help_service_title(), t.help_service()),
        (t.help_results_title(), t.help_results()),
        (t.help_hand_over_title(), t.help_hand_over()),
        (t.help_frameworks_title(), t.help_frameworks()),
    ];
    let keys = [
        (t.help_key_answer(), t.help_key_answer_what()),
        (t.help_key_judge(), t.help_key_judge_what()),
        (t.help_key_clear(), t.help_key_clear_what()),
        (t.help_key_undo(), t.help_key_undo_what()),
        (t.help_key_move(), t.help_key_move_what()),
    ];
    html! {
        <div class="prose">
            <h1 tabindex="-1">{ t.title_help() }</h1>
            for (title, text) in parts {
                <section key={title}>
                    <h2>{ title }</h2>
                    <p>{ text }</p>
                </section>
            }
            <p><a href={Route::Check(None).href()}>{ t.check_link() }</a></p>
            <p><a href={Route::Everything.href()}>{ t.title_everything() }</a></p>
            <h2>{ t.help_keys_title() }</h2>
            <p>{ t.help_keys() }</p>
            <dl class="keys">
                for (key, what) in keys {
                    <dt><kbd>{ key }</kbd></dt>
                    <dd>{ what }</dd>
                }
            </dl>
        </div>
    }
}
