"""What a prompt looks like: personas left out, system messages, prefixes, special tokens once."""

import pytest
from tests.models.tiny import CHATML, tiny_language_model

from selfother.errors import BadArgument

PERSONA = "{% if messages[0]['role'] != 'system' %}<|im_start|>system\nYou are Bot.<|im_end|>\n{% endif %}" + CHATML
NO_SYSTEM = "{% if messages[0]['role'] == 'system' %}{{ raise_exception('no system role') }}{% endif %}" + CHATML
OPTIONAL = (
    "{% for m in messages %}{% if m['role'] == 'system' %}<<SYS>>{{ m['content'] }}<</SYS>>{% else %}"
    "[{{ m['role'] }}] {{ m['content'] }}{% endif %}{% endfor %}"
)
HELLO = "<|im_start|>user\nHello<|im_end|>\n<|im_start|>assistant\n"


def test_a_template_that_adds_nothing_gets_nothing():
    assert tiny_language_model("llama").render("Hello") == HELLO
    assert tiny_language_model("llama", template=OPTIONAL).render("Hello") == "[user] Hello"


def test_a_persona_is_replaced_by_an_empty_system_message_or_ours():
    model = tiny_language_model("llama", template=PERSONA)
    assert model.render("Hello") == "<|im_start|>system\n<|im_end|>\n" + HELLO
    assert model.with_system("Be honest.").render("Hello") == "<|im_start|>system\nBe honest.<|im_end|>\n" + HELLO
    own = [{"role": "system", "content": "Mine."}, {"role": "user", "content": "Hello"}]
    assert model.with_system("Be honest.").render(own) == "<|im_start|>system\nMine.<|im_end|>\n" + HELLO


def test_the_bundled_models_persona_is_left_out(bundled_model):
    assert bundled_model.render("Hello", answer_prefix="I") == "<|im_start|>system\n<|im_end|>\n" + HELLO + "I"


def test_a_template_that_refuses_the_system_role_gets_it_in_the_users_message():
    model = tiny_language_model("llama", template=NO_SYSTEM)
    assert model.render("Hello") == HELLO
    assert model.with_system("Be honest.").render("Hello") == HELLO.replace("Hello", "Be honest.\n\nHello")


def test_no_template_gives_plain_turns():
    model = tiny_language_model("llama", template=None)
    assert model.render("Hello") == "User: Hello\n\nAssistant:"
    assert model.with_system("Be kind.").render("Hello", answer_prefix="I") == (
        "System: Be kind.\n\nUser: Hello\n\nAssistant: I"
    )


def test_the_digest_stands_for_the_system_message_too():
    model = tiny_language_model("llama")
    honest = model.with_system("Be honest.")
    assert honest.digest != model.digest
    assert honest.digest == model.with_system("Be kind.").with_system("Be honest.").digest
    assert honest.weights_digest == model.digest
    assert honest.with_system(None).digest == model.digest
    assert honest.network is model.network


def test_special_tokens_are_added_to_plain_text_only():
    model = tiny_language_model("llama")
    from tokenizers.processors import TemplateProcessing

    model.tokenizer.backend_tokenizer.post_processor = TemplateProcessing(
        single="<|im_start|> $A", special_tokens=[("<|im_start|>", 1)]
    )
    assert model.encode("ab")[0] == 1
    assert len(model.encode("ab")) == 3
    assert model.encode(model.render("ab")).count(1) == 2  # the user's and the assistant's, none more


@pytest.mark.parametrize(
    ("messages", "words"),
    [
        ([], "at least one message"),
        ([{"role": "tool", "content": "x"}], "role must be"),
        ([{"role": "user", "content": "x"}, {"role": "assistant", "content": "y"}], "answer_prefix"),
    ],
)
def test_bad_messages_are_refused(messages, words):
    with pytest.raises(BadArgument, match=words):
        tiny_language_model("llama").render(messages)
