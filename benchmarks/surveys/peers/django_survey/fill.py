"""Makes the one survey: 32 items asked twice on seven pages (`django shell` reads this file)."""

from survey.models import Category, Question, Survey

SIZES = (5, 5, 4, 5, 4, 5, 4)

survey = Survey.objects.create(
    name="Measured", description="", need_logged_user=False, display_method=Survey.BY_CATEGORY
)
for page, size in enumerate(SIZES):
    category = Category.objects.create(survey=survey, name=f"Page {page + 1}", order=page)
    for item in range(2 * size):
        Question.objects.create(
            survey=survey,
            category=category,
            text=f"Item {item // 2 + 1}, {'now' if item % 2 else 'before'}",
            order=item,
            required=False,
            type=Question.RADIO,
            choices="1,2,3,4,5,6,7",
        )
