"""What a prompt looks like: personas left out, system messages, prefixes, special tokens once."""

import pytest
from tests.models.tiny import CHATML, tiny_language_model

from selfother.errors import BadArgument
from selfother.models.language_model import with_template
from selfother.models.prompt_text import read_template

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


PARTS = (
    "{% for m in messages %}[{{ m['role'] }}] {% for part in m['content'] %}{{ part['text'] }}{% endfor %}"
    "{{ '\\n' }}{% endfor %}[assistant] "
)


def test_a_template_that_wants_parts_gets_parts():
    model = tiny_language_model("llama", template=PARTS)
    assert model.render("Is it safe?", answer_prefix="It") == "[user] Is it safe?\n[assistant] It"
    assert model.with_system("Be kind.").render("Hello") == "[system] Be kind.\n[user] Hello\n[assistant] "


@pytest.mark.parametrize(
    "template",
    [
        "{% for m in messages %}[{{ m['role'] }}] {{ m['text'] }}{% endfor %}[assistant] ",
        "{% for m in messages %}{{ m['content'][:4] }}{% endfor %}",
        "{% for m in messages %}{{ m['content'] | replace('?', '!') }}{% endfor %}",
        "Say something.",
    ],
)
def test_a_template_that_loses_words_is_refused(template):
    model = tiny_language_model("llama", template=template)
    with pytest.raises(BadArgument, match=r"leaves out words of the conversation: it makes .*--template"):
        model.render("Is it safe?")


def test_a_system_message_that_a_template_drops_goes_to_the_user():
    dropping = "{% for m in messages if m['role'] != 'system' %}[{{ m['role'] }}] {{ m['content'] }}{% endfor %}"
    model = tiny_language_model("llama", template=dropping)
    assert model.with_system("Be honest.").render("Hello") == "[user] Be honest.\n\nHello"
    assert model.render("Hello") == "[user] Hello"


def test_a_system_message_may_stand_before_the_last_user_message():
    last = (
        "{% set s = messages[0]['content'] if messages[0]['role'] == 'system' else '' %}"
        "{% for m in messages if m['role'] != 'system' %}[{{ s if loop.last else '' }}{{ m['content'] }}]{% endfor %}"
    )
    turns = [{"role": role, "content": text} for role, text in (("user", "A"), ("assistant", "<think>b</think>B"))]
    model = tiny_language_model("llama", template=last).with_system("Be kind.")
    assert model.render([*turns, {"role": "user", "content": "C"}]).endswith("[Be kind.C]")


def test_the_prompt_format_says_what_is_not_the_models_own():
    assert tiny_language_model("llama").prompt_format == ""
    plain = tiny_language_model("llama", template=None)
    assert plain.prompt_format == "as plain turns (User: ..., Assistant:), for the model has no chat template"
    given = with_template(plain, CHATML)
    assert given.render("Hello") == HELLO
    assert given.prompt_format == "by a chat template that was given, not the model's own"
    assert given.weights_digest == plain.digest
    digests = {plain.digest, given.digest, given.with_system("x").digest, plain.with_system("x").digest}
    assert len(digests) == 4
    assert given.with_system("x").with_system(None).digest == given.digest


def test_a_template_is_a_file_its_text_or_one_of_the_models_own(tmp_path):
    (tmp_path / "mine.jinja").write_text(CHATML)
    tokenizer = tiny_language_model("llama", template=None).tokenizer
    assert read_template(tmp_path / "mine.jinja", tokenizer) == read_template(CHATML, tokenizer) == CHATML
    tokenizer.chat_template = {"rag": PARTS, "tool_use": CHATML}
    assert read_template("rag", tokenizer) == PARTS
    with pytest.raises(BadArgument, match="no such file, and the model's own templates are rag, tool_use"):
        read_template("tools", tokenizer)
    for broken in ("{% for m in messages %}", "{{ nothing }}", "{{ messages[0]['content'][0]['text'] }} {{ x.y.z }}"):
        with pytest.raises(BadArgument, match="does not write a user's turn"):
            read_template(broken, tokenizer)


def test_an_end_mark_behind_plain_text_is_left_out():
    from tokenizers.processors import TemplateProcessing

    model = tiny_language_model("llama", template=None)
    bare = model.encode("ab")
    for single, before in (("$A <|im_end|>", []), ("<|im_start|> $A <|im_end|>", [1]), ("<|im_start|> $A", [1])):
        model.tokenizer.backend_tokenizer.post_processor = TemplateProcessing(
            single=single, special_tokens=[("<|im_start|>", 1), ("<|im_end|>", 2)]
        )
        assert model.encode("ab") == before + bare
        assert model.encode("") == before


def test_an_empty_special_token_is_no_mark():
    from tokenizers.processors import TemplateProcessing

    model = tiny_language_model("llama", template=None)
    model.tokenizer.backend_tokenizer.post_processor = TemplateProcessing(
        single="<|im_start|> $A", special_tokens=[("<|im_start|>", 1)]
    )
    model.tokenizer.unk_token = ""
    assert "" in model.tokenizer.all_special_tokens
    assert model.encode("ab")[0] == 1


def test_a_token_without_an_embedding_is_named_and_padding_has_one():
    model = tiny_language_model("llama")
    model.tokenizer.add_special_tokens({"pad_token": "<new>"})
    assert model.tokenizer.pad_token_id == 260
    assert model.pad_id == 0
    with pytest.raises(BadArgument, match=r"has the token '<new>' \(260\), and the model has .* 260 tokens"):
        model.encode("Hello <new>")


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
