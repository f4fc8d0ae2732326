-- Slides for the page: every heading begins one, chapters too, and notes fold away.

local function escaped(text)
  return (text:gsub('&', '&amp;'):gsub('<', '&lt;'):gsub('>', '&gt;'))
end

local notes_word = 'Notes'

function Meta(meta)
  notes_word = pandoc.utils.stringify(meta['notes-word'])
end

local function slide_of(header)
  header.attributes.tabindex = '-1'
  if header.level == 1 then
    header.classes:insert('chapter')
  end
  header.level = 1
  return header
end

local function notes_of(div)
  local open = '<details><summary>' .. escaped(notes_word) .. '</summary>'
  local blocks = pandoc.Blocks({ pandoc.RawBlock('html', open) })
  blocks:extend(div.content)
  blocks:insert(pandoc.RawBlock('html', '</details>'))
  return blocks
end

-- Only headings at the top are slides; those in notes stay below them.
function Pandoc(document)
  local blocks = pandoc.Blocks({})
  for _, block in ipairs(document.blocks) do
    if block.t == 'Header' then
      blocks:insert(slide_of(block))
    elseif block.t == 'Div' and block.classes:includes('notes') then
      blocks:extend(notes_of(block))
    else
      blocks:insert(block)
    end
  end
  return pandoc.Pandoc(blocks, document.meta)
end

return { { Meta = Meta }, { Pandoc = Pandoc } }
